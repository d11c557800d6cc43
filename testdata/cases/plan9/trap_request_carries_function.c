/* Work is sent to a thread as a function to call. One of the functions ends the thread: it is not immortal. */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Desk Desk;
struct Desk {
	Channel *work;
};

Desk *nextdesk(void);
int tidy(void);

static void
clean(void)
{
	tidy();
}

static void
closedesk(void)
{
	threadexits(nil);
}

static void
clerk(void *arg)
{
	Desk *d = arg;
	void (*work)(void);

	for (;;) {
		work = recvp(d->work);
		work();
	}
}

void
threadmain(int argc, char **argv)
{
	Desk *d;

	USED(argc);
	USED(argv);
	while ((d = nextdesk()) != nil) {
		d->work = chancreate(sizeof(void *), 0);
		threadcreate(clerk, d, 32768);
		sendp(d->work, clean);
		sendp(d->work, closedesk);
	}
}
