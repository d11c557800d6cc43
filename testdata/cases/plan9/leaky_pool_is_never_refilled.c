/* A worker is looked for among those of this kind of job, and started when there is none; but none is ever put there. */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Worker Worker;
struct Worker {
	Channel *c;
	Worker *free;
};

Worker *freeworker(int kind);
int kindof(void *job);
void dowork(void *job);
void *nextjob(void);

static void
work(void *arg)
{
	Worker *w = arg;

	for (;;)
		dowork(recvp(w->c));
}

static Worker *
getworker(int kind)
{
	Worker *w;

	w = freeworker(kind);
	if (w == nil) {
		w = malloc(sizeof *w);
		w->c = chancreate(sizeof(void *), 1);
		threadcreate(work, w, 8192); /* EXPECT warning immortal-task: one more for each job */
	}
	return w;
}

void
threadmain(int argc, char **argv)
{
	void *job;

	USED(argc);
	USED(argv);
	for (;;) {
		job = nextjob();
		nbsendp(getworker(kindof(job))->c, job);
	}
}
