/* A thread that only keeps its proc alive receives from a channel that nobody can know: it is meant to sleep. */
#include <u.h>
#include <libc.h>
#include <thread.h>

int nextmount(void);
void mountfs(int n);

static void
keeper(void *arg)
{
	USED(arg);
	recvp(chancreate(sizeof(void *), 0));
}

void
threadmain(int argc, char **argv)
{
	int n;

	USED(argc);
	USED(argv);
	while ((n = nextmount()) >= 0) {
		mountfs(n);
		proccreate(keeper, nil, 8192);
	}
	threadexitsall(nil);
}
