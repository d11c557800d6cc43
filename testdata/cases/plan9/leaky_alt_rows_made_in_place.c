/* The channels are made in the rows of the alt, and handed to their senders from there. The editor is left on an empty line,
 * one after the other is opened, and each leaves its two senders behind.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

enum { Key, Tick, Nrow };

long readkey(int fd);
void type(long key);
void blink(void);
int isempty(void);
int clockruns(void);
int nextfile(void);

static void
keys(void *arg)
{
	Channel *c = arg;
	long key;

	while ((key = readkey(0)) >= 0)
		sendul(c, key); /* EXPECT error blocking-send: edit has been left */
}

static void
ticks(void *arg)
{
	Channel *c = arg;

	while (clockruns()) {
		sleep(500);
		sendul(c, 0); /* EXPECT error blocking-send: edit has been left */
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
			if (isempty())
				return;
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
	while (nextfile())
		edit();
	threadexitsall(nil);
}
