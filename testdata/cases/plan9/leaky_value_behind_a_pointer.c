/* The reader of keys has a helper that puts the key where its caller says, and gives up when it cannot note the key down:
 * that is not for the key to decide.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

enum { Shift = 0xF001, Control = 0xF002 };

static Channel *keys;

ulong readkey(int fd);
int iskeyboard(int fd);
void type(Rune letter);
int notedown(Rune letter);

static int
nextletter(Channel *c, Rune *letter)
{
	while (recv(c, letter) > 0) {
		switch (*letter) {
		case Shift:
		case Control:
			continue;
		}
		if (notedown(*letter) < 0)
			return -1;
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
		send(keys, &key); /* EXPECT error blocking-send: the typist leaves when the helper gives up */
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
