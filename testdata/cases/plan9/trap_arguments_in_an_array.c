/* A worker gets its two channels in one array: what is sent into the one is not what comes out of the other. Its last job
 * says that there are no more, and then it answers.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

void *readjob(int fd);
void dojob(void *job);
int acceptcall(void);

static void
worker(void *v)
{
	void **arg = v;
	Channel *jobs, *done;
	void *job;

	jobs = arg[0];
	done = arg[1];
	while ((job = recvp(jobs)) != nil)
		dojob(job);
	sendul(done, 1);
}

static void
client(void *v)
{
	int fd = (int)(uintptr)v;
	Channel *jobs, *done;
	void *job, *arg[2];

	arg[0] = jobs = chancreate(sizeof(void *), 0);
	arg[1] = done = chancreate(sizeof(ulong), 0);
	proccreate(worker, arg, 8192);
	while ((job = readjob(fd)) != nil)
		sendp(jobs, job); /* EXPECT note blocking-send: the worker takes all, until it is told */
	sendp(jobs, nil); /* EXPECT note blocking-send: likewise */
	recvul(done);
}

void
threadmain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
	for (;;)
		proccreate(client, (void *)(uintptr)acceptcall(), 8192);
}
