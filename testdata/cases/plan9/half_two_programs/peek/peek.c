#include <u.h>
#include <libc.h>
#include <thread.h>

#include "../lib/meter.h"

void show(ulong reading);
int accepts(int fd);
int ispowered(int fd);

static void
sample(void *arg)
{
	Meter *m = arg;

	while (ispowered(m->fd))
		sendul(m->readings, readmeter(m)); /* EXPECT error blocking-send: one is read, of many */
}

static void
peek(char *path)
{
	Meter *m;

	m = openmeter(path);
	proccreate(sample, m, 8192);
	show(recvul(m->readings));
	free(m);
}

void
threadmain(int argc, char **argv)
{
	USED(argc);
	while (accepts(0))
		peek(argv[1]);
}
