/* Three mirrors are asked and the first answer is taken; room for one answer saves one of the two losers. */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Ask Ask;
struct Ask {
	int mirror;
	Channel *reply;
};

ulong mirrorask(int mirror);
int nextfile(void);
void download(ulong url);

static void
ask(void *arg)
{
	Ask *a = arg;

	sendul(a->reply, mirrorask(a->mirror)); /* EXPECT error blocking-send: only one answer is taken */
	free(a);
}

static ulong
fastest(void)
{
	Channel *reply = chancreate(sizeof(ulong), 1);
	Ask *a;
	int i;

	for (i = 0; i < 3; i++) {
		a = mallocz(sizeof *a, 1);
		a->mirror = i;
		a->reply = reply;
		proccreate(ask, a, 32768);
	}
	return recvul(reply);
}

void
threadmain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
	while (nextfile())
		download(fastest());
}
