/* The reader of keys has a helper that skips those that are no letters; it puts the key where its caller says. What the
 * key is decides when the helper is done, and it fails only when the channel is closed, which nobody does.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

enum { Shift = 0xF001, Control = 0xF002 };

static Channel *keys;

ulong readkey(int fd);
int iskeyboard(int fd);
void type(Rune letter);

static int
nextletter(Channel *c, Rune *letter)
{
	while (recv(c, letter) > 0) {
		switch (*letter) {
		case Shift:
		case Control:
			continue;
		}
		return 0;
	}
	return -1;
}

static void
typist(void *arg)
{
	Rune letter;

	USED(arg);
	while (nextletter(keys, &letter) >= 0)
		type(letter);
}

static void
keyboard(void *arg)
{
	Rune key;

	USED(arg);
	while (iskeyboard(0)) {
		key = readkey(0);
		send(keys, &key); /* EXPECT note blocking-send: the typist reads on, whatever the key is */
	}
}

void
threadmain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
	keys = chancreate(sizeof(Rune), 0);
	threadcreate(typist, nil, 8192);
	proccreate(keyboard, nil, 8192);
	threadexits(nil);
}
