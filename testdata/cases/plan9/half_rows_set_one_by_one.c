/* The rows of the alt are set one by one, as where some depend on others. The thread that passes clicks on leaves with
 * threadexits when the window says that it is closed, and does not listen to that in its send.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Window Window;
struct Window {
	Channel *clicks;
	Channel *closed;
	Channel *out;
};

Channel *mouseclicks(void);
int windownext(void);
int draw(int window, ulong click);

static void
clickthread(void *arg)
{
	Window *w = arg;
	ulong click;
	Alt rows[3];

	memset(rows, 0, sizeof rows);
	rows[0].c = w->clicks;
	rows[0].v = &click;
	rows[0].op = CHANRCV;
	rows[1].c = w->closed;
	rows[1].v = nil;
	rows[1].op = CHANRCV;
	rows[2].op = CHANEND;
	for (;;) {
		if (alt(rows) == 1)
			threadexits(nil);
		sendul(w->out, click); /* EXPECT error uncovered-send: the window may be closed */
	}
}

static void
window(int id)
{
	Window *w = mallocz(sizeof *w, 1);

	w->clicks = mouseclicks();
	w->closed = chancreate(sizeof(int), 1);
	w->out = chancreate(sizeof(ulong), 0);
	threadcreate(clickthread, w, 8192);
	while (draw(id, recvul(w->out)) == 0)
		;
	send(w->closed, nil);
}

void
threadmain(int argc, char **argv)
{
	int id;

	USED(argc);
	USED(argv);
	while ((id = windownext()) >= 0)
		window(id);
}
