/* A directory walker with a buffer of ten: the buffer only delays it. The listing stops when its page is full. */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Walk Walk;
struct Walk {
	int fd;
	Channel *names;
};

int nextdir(void);
int pageadd(char *name);

static void
walk(void *arg)
{
	Walk *w = arg;
	Dir *d;
	long i, n;

	while ((n = dirread(w->fd, &d)) > 0) {
		for (i = 0; i < n; i++)
			sendp(w->names, d[i].name); /* EXPECT error blocking-send: the page may be full */
	}
}

static void
list(int fd)
{
	Walk *w = mallocz(sizeof *w, 1);
	char *name;

	w->fd = fd;
	w->names = chancreate(sizeof(char *), 10);
	proccreate(walk, w, 32768);
	while ((name = recvp(w->names)) != nil) {
		if (!pageadd(name))
			break;
	}
}

void
threadmain(int argc, char **argv)
{
	int fd;

	USED(argc);
	USED(argv);
	while ((fd = nextdir()) >= 0)
		list(fd);
}
