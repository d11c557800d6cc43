#include <u.h>
#include <libc.h>
#include <thread.h>

#include "service.h"

int readrequest(int fd);
void answerrequest(int fd);
int acceptcall(int announced);

static int nsteps;

/* Each step is counted, whichever it is. */
static void
step(void (*run)(Service *s), Service *s)
{
	run(s);
	nsteps++;
}

static void
begin(Service *s)
{
	if (s->start)
		s->start(s);
}

static void
answer(Service *s)
{
	answerrequest(s->fd);
}

void
serve(Service *s)
{
	step(begin, s);
	while (readrequest(s->fd))
		step(answer, s);
}

static void
serveproc(void *arg)
{
	serve(arg);
}

void
servenetwork(Service *s, int announced)
{
	Service *one;
	int fd;

	while ((fd = acceptcall(announced)) >= 0) {
		one = malloc(sizeof *one);
		*one = *s;
		one->fd = fd;
		proccreate(serveproc, one, 8192);
	}
}
