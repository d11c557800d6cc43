/* One thread for the life of the program, and one channel for both ways: each number that is sent is answered before
 * the next one is.
 */
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

	for (;;) {
		n = recvul(c);
		sendul(c, n * n); /* EXPECT note blocking-send: who sent the number waits for its square */
	}
}

void
threadmain(int argc, char **argv)
{
	Channel *c = chancreate(sizeof(ulong), 0);
	ulong n;

	USED(argc);
	USED(argv);
	threadcreate(squarer, c, 8192);
	while ((n = nextnumber()) != 0) {
		sendul(c, n);
		printnumber(recvul(c));
	}
	threadexitsall(nil);
}
