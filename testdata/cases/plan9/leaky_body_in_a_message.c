/* The starter of trap_body_in_a_message: here each client has a refresher started, which outlives it. They pile up.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct New New;
struct New {
	void (*fn)(void *);
	void *arg;
};

static Channel *starts;

void refresh(void);
int nextclient(void);
void serve(int fd);

static void
starter(void *arg)
{
	New n;

	USED(arg);
	while (recv(starts, &n) == 1)
		threadcreate(n.fn, n.arg, 8192); /* EXPECT warning immortal-task: one refresher a client */
}

static void
start(void (*fn)(void *), void *arg)
{
	New n;

	n.fn = fn;
	n.arg = arg;
	send(starts, &n);
}

static void
refresher(void *arg)
{
	USED(arg);
	for (;;) {
		sleep(1000);
		refresh();
	}
}

static void
client(void *arg)
{
	serve((int)(uintptr)arg);
}

void
threadmain(int argc, char **argv)
{
	int fd;

	USED(argc);
	USED(argv);
	starts = chancreate(sizeof(New), 0);
	proccreate(starter, nil, 8192);
	while ((fd = nextclient()) >= 0) {
		start(refresher, nil);
		start(client, (void *)(uintptr)fd);
	}
}
