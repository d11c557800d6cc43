/* GoKer: communication deadlock, channel: a handshake at the end that one side gives up. The window tells its painter
 * to stop and waits for the word that it has; but not for longer than a second. A late painter stays with its word.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Painter Painter;
struct Painter {
	Channel *damage;
	Channel *stop;
	Channel *stopped;
};

Channel *clockafter(int ms);
int nextwindow(void);
int damaged(int win, ulong *rect);
void paint(ulong rect);
void flushscreen(void);

static void
painter(void *arg)
{
	Painter *p = arg;
	ulong rect, stop;
	Alt a[] = {
		{.c = p->damage, .v = &rect, .op = CHANRCV},
		{.c = p->stop, .v = &stop, .op = CHANRCV},
		{.op = CHANEND},
	};

	while (alt(a) == 0)
		paint(rect);
	flushscreen();
	sendul(p->stopped, 1); /* EXPECT error blocking-send: the window may have given up */
}

static void
window(int win)
{
	Painter *p = mallocz(sizeof *p, 1);
	ulong rect, stopped, late;

	p->damage = chancreate(sizeof(ulong), 4);
	p->stop = chancreate(sizeof(ulong), 1);
	p->stopped = chancreate(sizeof(ulong), 0);
	threadcreate(painter, p, 8192);
	while (damaged(win, &rect))
		nbsendul(p->damage, rect);
	sendul(p->stop, 1);
	Alt a[] = {
		{.c = p->stopped, .v = &stopped, .op = CHANRCV},
		{.c = clockafter(1000), .v = &late, .op = CHANRCV},
		{.op = CHANEND},
	};
	alt(a);
}

void
threadmain(int argc, char **argv)
{
	int win;

	USED(argc);
	USED(argv);
	while ((win = nextwindow()) >= 0)
		window(win);
}
