/* Threads of one process are started by a thread of it, which is sent what to start. The refresher is sent once: its
 * starter's loop makes no more of it.
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
		threadcreate(n.fn, n.arg, 8192);
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
	start(refresher, nil);
	while ((fd = nextclient()) >= 0)
		start(client, (void *)(uintptr)fd);
}
