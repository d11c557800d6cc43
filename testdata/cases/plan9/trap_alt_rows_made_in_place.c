/* The channels are made in the rows of the alt, and handed to their senders from there: each sender has its own row's,
 * which the alt receives from for the life of the process.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

enum { Key, Tick, Nrow };

long readkey(int fd);
void type(long key);
void blink(void);

static void
keys(void *arg)
{
	Channel *c = arg;
	long key;

	while ((key = readkey(0)) >= 0)
		sendul(c, key); /* EXPECT note blocking-send: edit receives for good */
}

static void
ticks(void *arg)
{
	Channel *c = arg;

	for (;;) {
		sleep(500);
		sendul(c, 0); /* EXPECT note blocking-send: edit receives for good */
	}
}

static void
edit(void)
{
	ulong key, tick;
	Alt rows[] = {
		[Key] = {nil, &key, CHANRCV},
		[Tick] = {nil, &tick, CHANRCV},
		[Nrow] = {nil, nil, CHANEND},
	};

	rows[Key].c = chancreate(sizeof(ulong), 0);
	rows[Tick].c = chancreate(sizeof(ulong), 0);
	proccreate(keys, rows[Key].c, 8192);
	proccreate(ticks, rows[Tick].c, 8192);
	for (;;)
		switch (alt(rows)) {
		case Key:
			type(key);
			break;
		case Tick:
			blink();
			break;
		}
}

void
threadmain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
	edit();
}
