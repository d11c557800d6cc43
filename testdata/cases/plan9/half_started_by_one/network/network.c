#include <u.h>
#include <libc.h>
#include <thread.h>

#include "../lib/service.h"

int announceservice(void);
void checkidle(int fd);

static void
watchdog(void *arg)
{
	Service *s = arg;

	for (;;) {
		sleep(1000);
		checkidle(s->fd);
	}
}

static void
startcall(Service *s)
{
	proccreate(watchdog, s, 8192); /* EXPECT warning immortal-task: one more for each call, and none ends with it */
}

static Service service = {.start = startcall};

void
threadmain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
	servenetwork(&service, announceservice());
	threadexitsall(nil);
}
