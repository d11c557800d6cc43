/* Each tracer says `quit` when it has sent its last line. The printer counts them, and leaves when none is left; who forks
 * off another one says so before.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

enum { Quit, Line, Fork, Nrow };

typedef struct Job Job;
struct Job {
	Channel *line, *quit, *fork;
};

char *traceline(void);
int isfork(char *line);
void print1(char *line);
int nextjob(void);

static void
tracer(void *arg)
{
	Job *j = arg;
	char *s;

	while ((s = traceline()) != nil) {
		if (isfork(s)) {
			sendul(j->fork, 1); /* EXPECT note blocking-send: the printer stays until all have quit */
			proccreate(tracer, j, 8192);
		}
		sendp(j->line, s); /* EXPECT note blocking-send: the printer stays until all have quit */
	}
	sendul(j->quit, 1); /* EXPECT note blocking-send: it is counted, and so waited for */
}

static void
printer(void *arg)
{
	Job *j = arg;
	char *s;
	int left = 1;
	Alt rows[] = {
		[Quit] = {j->quit, nil, CHANRCV},
		[Line] = {j->line, &s, CHANRCV},
		[Fork] = {j->fork, nil, CHANRCV},
		[Nrow] = {nil, nil, CHANEND},
	};

	proccreate(tracer, j, 8192);
	while (left > 0)
		switch (alt(rows)) {
		case Quit:
			left--;
			break;
		case Line:
			print1(s);
			break;
		case Fork:
			left++;
			break;
		}
	free(j);
}

void
threadmain(int argc, char **argv)
{
	Job *j;

	USED(argc);
	USED(argv);
	while (nextjob()) {
		j = malloc(sizeof *j);
		j->line = chancreate(sizeof(void *), 0);
		j->quit = chancreate(sizeof(ulong), 0);
		j->fork = chancreate(sizeof(ulong), 0);
		proccreate(printer, j, 8192);
	}
	threadexitsall(nil);
}
