/* One channel for both ways: the caller sends a number to the thread and takes its square from the same channel. */
#include <u.h>
#include <libc.h>
#include <thread.h>

ulong nextnumber(void);
void printnumber(ulong n);

static void
squarer(void *arg)
{
	Channel *c = arg;
	ulong n;

	n = recvul(c);
	sendul(c, n * n);
}

static ulong
square(ulong n)
{
	Channel *c;

	c = chancreate(sizeof(ulong), 0);
	threadcreate(squarer, c, 8192);
	sendul(c, n);
	n = recvul(c);
	chanfree(c);
	return n;
}

void
threadmain(int argc, char **argv)
{
	ulong n;

	USED(argc);
	USED(argv);
	while ((n = nextnumber()) != 0)
		printnumber(square(n));
}
