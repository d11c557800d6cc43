/* An input process that takes a request, works, and waits for the caller to let go of it, all on one channel. A send that
 * is interrupted is tried again: that asks for nothing anew.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Worker Worker;
struct Worker {
	Channel *c;
	int fd;
	long result;
};

long readline(int fd);
int nextfd(void);
void use(long line);

static void
worker(void *arg)
{
	Worker *w = arg, *x;

	for (;;) {
		while (recv(w->c, &x) == -1)
			;
		if (x == nil)
			return;
		w->result = readline(w->fd);
		while (send(w->c, &w) == -1) /* EXPECT note blocking-send: the caller waits for it */
			;
		while (recv(w->c, &x) == -1)
			;
	}
}

static long
callworker(Worker *w)
{
	long result;

	while (send(w->c, &w) == -1) /* EXPECT note blocking-send: the worker comes to its receive */
		;
	while (recv(w->c, nil) == -1)
		;
	result = w->result;
	while (send(w->c, &w) == -1) /* EXPECT note blocking-send: the worker comes to its receive */
		;
	return result;
}

static void
client(void *arg)
{
	Worker *w = mallocz(sizeof *w, 1), *none = nil;
	int i;

	w->fd = (int)(uintptr)arg;
	w->c = chancreate(sizeof(Worker *), 0);
	proccreate(worker, w, 8192);
	for (i = 0; i < 10; i++)
		use(callworker(w));
	send(w->c, &none); /* EXPECT note blocking-send: the worker comes to its receive */
}

void
threadmain(int argc, char **argv)
{
	int fd;

	USED(argc);
	USED(argv);
	while ((fd = nextfd()) >= 0)
		threadcreate(client, (void *)(uintptr)fd, 8192);
}
