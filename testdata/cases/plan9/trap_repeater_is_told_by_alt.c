/* A keyboard's repeater takes keys in two places, in one of them by an alt; a last key, that is none, ends it: that is the
 * reader's to send, and it sends nothing more.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

enum { Awake = 1 << 16, Die };

typedef struct Keyboard Keyboard;
struct Keyboard {
	int fd;
	Channel *keys;
};

int readkey(int fd, ulong *key);
void putkey(ulong key);
void ticker(void *c);
int nextkeyboard(void);

static void
repeater(void *v)
{
	Keyboard *k = v;
	Channel *keys, *ticks;
	ulong key, tick;
	Alt a[3];

	keys = k->keys;
	ticks = chancreate(sizeof(ulong), 0);
	proccreate(ticker, ticks, 8192);
	a[0].c = keys;
	a[0].v = &key;
	a[0].op = CHANRCV;
	a[1].c = ticks;
	a[1].v = &tick;
	a[1].op = CHANRCV;
	a[2].op = CHANEND;
	key = Awake;
	while (key != Die) {
		if (key == Awake) {
			key = recvul(keys);
			continue;
		}
		if (alt(a) == 1)
			putkey(key);
	}
}

static void
reader(void *v)
{
	Keyboard *k = v;
	ulong key;

	k->keys = chancreate(sizeof(ulong), 0);
	proccreate(repeater, k, 8192);
	while (readkey(k->fd, &key) >= 0)
		sendul(k->keys, key); /* EXPECT note blocking-send: the repeater takes all, until it is told */
	sendul(k->keys, Die); /* EXPECT note blocking-send: likewise */
}

void
threadmain(int argc, char **argv)
{
	Keyboard *k;

	USED(argc);
	USED(argv);
	for (;;) {
		k = malloc(sizeof *k);
		k->fd = nextkeyboard();
		proccreate(reader, k, 8192);
	}
}
