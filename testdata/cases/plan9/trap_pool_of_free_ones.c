/* Who asks for a worker gets one that is free; only when there is none another thread is started. A worker that is done
 * puts itself back: there are as many as were ever busy at once.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Worker Worker;
struct Worker {
	Channel *c;
	Worker *free;
};

static Worker *freeworkers;

void dowork(void *job);
void *nextjob(void);

static void
work(void *arg)
{
	Worker *w = arg;

	for (;;) {
		dowork(recvp(w->c));
		w->free = freeworkers;
		freeworkers = w;
	}
}

static Worker *
getworker(void)
{
	Worker *w;

	w = freeworkers;
	if (w)
		freeworkers = w->free;
	else {
		w = malloc(sizeof *w);
		w->c = chancreate(sizeof(void *), 1);
		threadcreate(work, w, 8192); /* EXPECT note immortal-task: no more than are busy */
	}
	return w;
}

void
threadmain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
	for (;;)
		nbsendp(getworker()->c, nextjob());
}
