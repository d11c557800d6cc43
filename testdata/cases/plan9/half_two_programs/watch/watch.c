#include <u.h>
#include <libc.h>
#include <thread.h>

#include "../lib/meter.h"

void plot(ulong reading);

static void
sample(void *arg)
{
	Meter *m = arg;

	for (;;)
		sendul(m->readings, readmeter(m)); /* EXPECT note blocking-send: threadmain of this program reads on */
}

void
threadmain(int argc, char **argv)
{
	Meter *m;

	USED(argc);
	m = openmeter(argv[1]);
	proccreate(sample, m, 8192);
	for (;;)
		plot(recvul(m->readings));
}
