/* The mouse thread, mended: its send is a branch of an alt whose other branch is the window's `done` channel, on which
 * the window sends when it closes.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Window Window;
struct Window {
	int fd;
	Channel *mouse;
	Channel *done;
};

int winopen(void);
int winevent(int button);

static void
readmouse(void *arg)
{
	Window *w = arg;
	int button;
	Alt a[] = {
		{.c = w->mouse, .v = &button, .op = CHANSND},
		{.c = w->done, .v = nil, .op = CHANRCV},
		{.op = CHANEND},
	};

	while (read(w->fd, &button, sizeof button) == sizeof button) {
		if (alt(a) == 1)
			break;
	}
	threadexits(nil);
}

static void
window(int fd)
{
	Window *w = mallocz(sizeof *w, 1);
	int button;

	w->fd = fd;
	w->mouse = chancreate(sizeof(int), 0);
	w->done = chancreate(sizeof(int), 1);
	proccreate(readmouse, w, 32768);
	do {
		recv(w->mouse, &button);
	} while (winevent(button) >= 0);
	nbsendul(w->done, 1);
}

void
threadmain(int argc, char **argv)
{
	int fd;

	USED(argc);
	USED(argv);
	while ((fd = winopen()) >= 0)
		window(fd);
	threadexitsall(nil);
}
