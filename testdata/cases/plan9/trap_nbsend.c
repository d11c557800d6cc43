/* A redraw request is sent without blocking: one that is pending already is enough. */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct View View;
struct View {
	int fd;
	Channel *redraw;
};

int viewopen(void);
int viewdraw(void);

static void
watch(void *arg)
{
	View *v = arg;
	char buf[64];

	while (read(v->fd, buf, sizeof buf) > 0)
		nbsendul(v->redraw, 1);
}

static void
view(int fd)
{
	View *v = mallocz(sizeof *v, 1);

	v->fd = fd;
	v->redraw = chancreate(sizeof(ulong), 1);
	proccreate(watch, v, 32768);
	do
		recvul(v->redraw);
	while (viewdraw());
}

void
threadmain(int argc, char **argv)
{
	int fd;

	USED(argc);
	USED(argv);
	while ((fd = viewopen()) >= 0)
		view(fd);
}
