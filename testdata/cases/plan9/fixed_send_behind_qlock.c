/* The mouse proc asks for a redraw when it has let go of the window.
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
		qunlock(&w->lk);
		sendul(w->redraws, 1); /* EXPECT note blocking-send: threadmain stays */
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
