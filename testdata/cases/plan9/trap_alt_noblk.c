/* A progress meter: the alt ends in CHANNOBLK, so that a step that nobody wants to see is skipped. */
#include <u.h>
#include <libc.h>
#include <thread.h>

int copystep(ulong *percent);
int dialogopen(void);
int dialogshow(ulong percent);

static void
copy(void *arg)
{
	Channel *progress = arg;
	ulong percent;
	Alt a[] = {
		{.c = progress, .v = &percent, .op = CHANSND},
		{.op = CHANNOBLK},
	};

	while (copystep(&percent))
		alt(a);
}

static void
dialog(void)
{
	Channel *progress = chancreate(sizeof(ulong), 0);

	threadcreate(copy, progress, 8192);
	while (dialogshow(recvul(progress)))
		;
}

void
threadmain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
	while (dialogopen())
		dialog();
}
