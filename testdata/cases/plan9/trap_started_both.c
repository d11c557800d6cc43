/* The keyboard's and the screen's process tell when they are up, and the terminal waits for both of them. */
#include <u.h>
#include <libc.h>
#include <thread.h>

static Channel *up;

int kbdopen(void);
int scropen(void);
int kbdstep(int fd);
int scrstep(int fd);
int terminal(void);

static void
kbdproc(void *arg)
{
	int fd = kbdopen();

	USED(arg);
	sendul(up, fd >= 0);
	while (kbdstep(fd))
		;
}

static void
scrproc(void *arg)
{
	int fd = scropen();

	USED(arg);
	sendul(up, fd >= 0);
	while (scrstep(fd))
		;
}

void
threadmain(int argc, char **argv)
{
	ulong ok;

	USED(argc);
	USED(argv);
	up = chancreate(sizeof(ulong), 0);
	if (up == nil)
		sysfatal("chancreate: %r");
	proccreate(kbdproc, nil, 32768);
	proccreate(scrproc, nil, 32768);
	ok = recvul(up);
	ok &= recvul(up);
	if (!ok)
		sysfatal("no terminal");
	threadexitsall(terminal() ? "terminal" : nil);
}
