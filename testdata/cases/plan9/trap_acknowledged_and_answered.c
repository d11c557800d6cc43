/* The server answers twice, with the number of the job and, when it is done, with its status; whoever asks takes both.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Job Job;
struct Job {
	char *file;
	Channel *reply;
};

static Channel *jobs;

char *nextfile(void);
int print1(char *file);
void showjob(char *file, ulong number);
void showstatus(char *file, ulong status);

static void
spooler(void *arg)
{
	Job *j;
	ulong number;

	USED(arg);
	for (number = 1;; number++) {
		j = recvp(jobs);
		sendul(j->reply, number); /* EXPECT note blocking-send: its sender waits for the number */
		sendul(j->reply, print1(j->file)); /* EXPECT note blocking-send: and then for the status */
	}
}

static void
printfile(char *file)
{
	Job j;

	j.file = file;
	j.reply = chancreate(sizeof(ulong), 0);
	sendp(jobs, &j);
	showjob(file, recvul(j.reply));
	showstatus(file, recvul(j.reply));
	chanfree(j.reply);
}

void
threadmain(int argc, char **argv)
{
	char *file;

	USED(argc);
	USED(argv);
	jobs = chancreate(sizeof(Job *), 0);
	proccreate(spooler, nil, 32768);
	while ((file = nextfile()) != nil)
		printfile(file);
	threadexitsall(nil);
}
