#include <u.h>
#include <libc.h>
#include <thread.h>

#include "../lib/service.h"

void rotatelogs(void);

static void
janitor(void *arg)
{
	USED(arg);
	for (;;) {
		sleep(60000);
		rotatelogs();
	}
}

static void
startlocal(Service *s)
{
	proccreate(janitor, s, 8192); /* once, for the one service of this program */
}

static Service service = {.start = startlocal};

void
threadmain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
	service.fd = 0;
	serve(&service);
	threadexitsall(nil);
}
