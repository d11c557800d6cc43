#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Board Board;

struct Board {
	Channel *turned;
};

int readwheel(void);

static void
boardproc(void *arg)
{
	Board *b = arg;

	for (;;)
		sendul(b->turned, readwheel()); /* EXPECT error blocking-send: this is all of the program */
}

void
threadmain(int argc, char **argv)
{
	Board *b = malloc(sizeof *b);

	USED(argc);
	USED(argv);
	b->turned = chancreate(sizeof(ulong), 0);
	proccreate(boardproc, b, 8192);
	threadexits(nil);
}
