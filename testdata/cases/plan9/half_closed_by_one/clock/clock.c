#include <u.h>
#include <libc.h>
#include <thread.h>

#include "../lib/panel.h"

ulong now(void);

static void
tick(void *arg)
{
	Panel *p = arg;

	for (;;) {
		sleep(1000);
		sendul(p->events, now()); /* EXPECT note blocking-send: nothing here ends the panel's thread */
	}
}

void
threadmain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
	proccreate(tick, openpanel(), 8192);
	threadexits(nil);
}
