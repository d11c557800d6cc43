/* A thread for each window reads the mouse and sends events on an unbuffered channel. The window's loop returns on
 * `quit`; the thread stays in its send.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Window Window;
struct Window {
	int fd;
	Channel *mouse;
};

int winopen(void);
int winevent(int button);

static void
readmouse(void *arg)
{
	Window *w = arg;
	int button;

	while (read(w->fd, &button, sizeof button) == sizeof button)
		send(w->mouse, &button); /* EXPECT error blocking-send: the window may be closed */
	threadexits(nil);
}

static void
window(int fd)
{
	Window *w = mallocz(sizeof *w, 1);
	int button;

	w->fd = fd;
	w->mouse = chancreate(sizeof(int), 0);
	proccreate(readmouse, w, 32768);
	for (;;) {
		recv(w->mouse, &button);
		if (winevent(button) < 0)
			return;
	}
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
