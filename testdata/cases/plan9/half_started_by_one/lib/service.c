#include <u.h>
#include <libc.h>
#include <thread.h>

#include "service.h"

int readrequest(int fd);
void answerrequest(int fd);
int acceptcall(int announced);

void
serve(Service *s)
{
	if (s->start)
		s->start(s);
	while (readrequest(s->fd))
		answerrequest(s->fd);
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
