/* Three helpers out of a table, each of which reports once that it is up; the table's length counts both loops. */
#include <u.h>
#include <libc.h>
#include <thread.h>

static Channel *up;

void netinit(void);
void audioinit(void);
void diskinit(void);
int desktop(void);

static void
net(void *arg)
{
	USED(arg);
	netinit();
	sendul(up, 'n');
}

static void
audio(void *arg)
{
	USED(arg);
	audioinit();
	sendul(up, 'a');
}

static void
disk(void *arg)
{
	USED(arg);
	diskinit();
	sendul(up, 'd');
}

static void (*helpers[])(void *) = {net, audio, disk};

void
threadmain(int argc, char **argv)
{
	int i;

	USED(argc);
	USED(argv);
	up = chancreate(sizeof(ulong), 0);
	for (i = 0; i < nelem(helpers); i++)
		proccreate(helpers[i], nil, 32768);
	for (i = 0; i < nelem(helpers); i++)
		print("%c up\n", (int)recvul(up));
	threadexitsall(desktop() ? "desktop" : nil);
}
