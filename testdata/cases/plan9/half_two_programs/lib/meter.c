#include <u.h>
#include <libc.h>
#include <thread.h>

#include "meter.h"

int opendevice(char *path);
ulong readdevice(int fd);

Meter *
openmeter(char *path)
{
	Meter *m;

	m = malloc(sizeof *m);
	m->fd = opendevice(path);
	m->readings = chancreate(sizeof(ulong), 0);
	return m;
}

ulong
readmeter(Meter *m)
{
	return readdevice(m->fd);
}
