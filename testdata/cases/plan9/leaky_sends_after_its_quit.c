/* Each tracer says `quit`, and only then sends what it has found as a whole: once all have quit, nobody prints that.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

enum { Quit, Line, Nrow };

typedef struct Job Job;
struct Job {
	Channel *line, *quit;
};

char *traceline(void);
void print1(char *line);
int nextjob(void);

static void
tracer(void *arg)
{
	Job *j = arg;

	sendul(j->quit, 1); /* EXPECT note blocking-send: it is counted, and so waited for */
	sendp(j->line, traceline()); /* EXPECT error blocking-send: the printer has left */
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
		proccreate(printer, j, 8192);
	}
	threadexitsall(nil);
}
