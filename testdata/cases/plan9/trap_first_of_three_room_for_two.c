/* Three mirrors are asked, the first answer is taken, and the channel has room for the two others. */
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

	sendul(a->reply, mirrorask(a->mirror));
	free(a);
}

static ulong
fastest(void)
{
	Channel *reply = chancreate(sizeof(ulong), 2);
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
