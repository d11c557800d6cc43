/* The mouse proc asks for a redraw with the window locked. While the first one is painted it asks for the second one, and
 * the painter is at the lock when it sends.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Window Window;
struct Window {
	QLock lk;
	Channel *redraws;
	int dirty;
};

int mousewait(void);
void paint(Window *w);

static void mouseproc(void *arg)
{
	Window *w = arg;
	for (;;) {
		mousewait();
		qlock(&w->lk);
		w->dirty = 1;
		sendul(w->redraws, 1); /* EXPECT error send-under-lock: threadmain locks the window for each redraw */
		qunlock(&w->lk);
	}
}

void threadmain(int argc, char **argv)
{
	static Window w;
	USED(argc);
	USED(argv);
	w.redraws = chancreate(sizeof(ulong), 0);
	proccreate(mouseproc, &w, 8192);
	for (;;) {
		recvul(w.redraws);
		qlock(&w.lk);
		paint(&w);
		w.dirty = 0;
		qunlock(&w.lk);
	}
}
