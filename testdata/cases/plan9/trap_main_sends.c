/* threadmain itself sends, and its worker receives: the one thread that is the program is no task. */
#include <u.h>
#include <libc.h>
#include <thread.h>

int readjob(ulong *job);
void dojob(ulong job);

static void
worker(void *arg)
{
	Channel *jobs = arg;
	ulong job;

	while ((job = recvul(jobs)) != 0)
		dojob(job);
}

void
threadmain(int argc, char **argv)
{
	Channel *jobs = chancreate(sizeof(ulong), 0);
	ulong job;

	USED(argc);
	USED(argv);
	threadcreate(worker, jobs, 8192);
	while (readjob(&job))
		sendul(jobs, job);
	sendul(jobs, 0);
}
