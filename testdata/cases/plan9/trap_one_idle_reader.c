/* Processes that read requests in turn: one that has the lock starts another when nobody waits for it. There are as many
 * as are busy, and one.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Gate Gate;
struct Gate {
	QLock lock;
	int waiting;
};

static Gate gate;

void enter(Gate *g);
void leave(Gate *g);
long readrequest(char *request, long n);
void answer(char *request, long n);

static void
reader(void *arg)
{
	char request[8192];
	long n;

	USED(arg);
	for (;;) {
		enter(&gate);
		n = readrequest(request, sizeof request);
		if (n <= 0)
			threadexitsall("unmounted");
		if (gate.waiting == 0)
			proccreate(reader, nil, 8192); /* EXPECT note immortal-task: no more than are busy, and one */
		leave(&gate);
		answer(request, n);
	}
}

void
threadmain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
	proccreate(reader, nil, 8192);
}
