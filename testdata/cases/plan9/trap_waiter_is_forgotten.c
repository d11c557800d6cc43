/* A window remembers the one client that waits for its events. Whoever has an event wakes that client and forgets it;
 * the client has always gone to sleep by then, and wakes up once.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Waiter Waiter;
typedef struct Window Window;

struct Waiter {
	Channel *wake;
};

struct Window {
	QLock lock;
	Waiter *waiter;
	int nevents;
};

int nextevent(void);
int flushed(Waiter *x);
Window *nextwindow(void);

static void
mouse(void *arg)
{
	Window *w = arg;
	Waiter *x;

	while (nextevent()) {
		w->nevents++;
		x = w->waiter;
		if (x != nil) {
			w->waiter = nil;
			sendp(x->wake, nil); /* EXPECT note blocking-send: the client sleeps whenever it is remembered */
		}
	}
}

static void
waitevent(Window *w, Waiter *x)
{
	while (!flushed(x) && w->nevents == 0) {
		w->waiter = x;
		recvp(x->wake);
	}
}

static void
client(void *arg)
{
	Waiter *x;

	x = mallocz(sizeof *x, 1);
	x->wake = chancreate(sizeof(void *), 0);
	waitevent(arg, x);
	chanfree(x->wake);
	free(x);
}

void
threadmain(int argc, char **argv)
{
	Window *w;

	USED(argc);
	USED(argv);
	while ((w = nextwindow()) != nil) {
		threadcreate(mouse, w, 32768);
		threadcreate(client, w, 32768);
	}
}
