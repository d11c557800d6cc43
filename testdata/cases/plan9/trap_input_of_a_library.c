/* A window's thread reads the channel of the mouse, which the library sends on. */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Mousectl Mousectl;
struct Mousectl {
	Channel *c;
};

Mousectl *initmouse(char *file);
char *nextwindow(void);
void click(ulong button);

static void
window(void *arg)
{
	Mousectl *mc = initmouse(arg);
	ulong button;

	while ((button = recvul(mc->c)) != 0)
		click(button);
}

void
threadmain(int argc, char **argv)
{
	char *name;

	USED(argc);
	USED(argv);
	while ((name = nextwindow()) != nil)
		threadcreate(window, name, 32768);
	threadexits(nil);
}
