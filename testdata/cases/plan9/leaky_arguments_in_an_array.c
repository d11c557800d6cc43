/* As trap_arguments_in_an_array, but the worker gives up when a job fails: it answers, and its client still has jobs for
 * it.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

void *readjob(int fd);
int dojob(void *job);
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
		if (dojob(job) < 0)
			break;
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
		sendp(jobs, job); /* EXPECT error blocking-send: the worker has given up */
	nbsendp(jobs, nil);
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
