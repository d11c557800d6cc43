/* A channel is itself a value, and comes to the hub through a row of its alt: from then on the hub receives from that
 * one, too, for the life of the process.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

enum { Open, Tap, Nrow };

long readkey(int fd);
void type(ulong key);

Channel *taps;

static void
hub(void *arg)
{
	Channel *c;
	ulong key;
	Alt rows[] = {
		[Open] = {taps, &c, CHANRCV},
		[Tap] = {nil, &key, CHANNOP},
		[Nrow] = {nil, nil, CHANEND},
	};

	USED(arg);
	for (;;)
		switch (alt(rows)) {
		case Open:
			rows[Tap].c = c;
			rows[Tap].op = CHANRCV;
			break;
		case Tap:
			type(key);
			break;
		}
}

static void
keys(void *arg)
{
	Channel *tap = arg;
	long key;

	while ((key = readkey(0)) >= 0)
		sendul(tap, key); /* EXPECT note blocking-send: the hub has been given the tap, and stays */
}

void
threadmain(int argc, char **argv)
{
	Channel *tap;

	USED(argc);
	USED(argv);
	taps = chancreate(sizeof(Channel *), 0);
	proccreate(hub, nil, 8192);
	tap = chancreate(sizeof(ulong), 0);
	sendp(taps, tap);
	proccreate(keys, tap, 8192);
	threadexits(nil);
}
