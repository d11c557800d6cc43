/* An event of a window may have a second part, which a helper takes. The first window's events are read for as long as the
 * program runs, but for what may end the thread far below; the second's only until it is closed.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Main Main;
struct Main {
	Channel *event;
	int fd;
};

typedef struct Popup Popup;
struct Popup {
	Channel *event;
	int fd;
};

void *readevent(int fd);
int haspart(void *event);
int isclosed(void *event);
void show(void *event, void *part);
int openpopup(void);
int islost(void);

static void
check(void)
{
	if (islost())
		threadexits("lost");
}

static void
draw(void *event, void *part)
{
	check();
	show(event, part);
}

static void
redraw(void *event, void *part)
{
	draw(event, part);
}

static void
rest(Main *m, void *event)
{
	show(event, recvp(m->event));
}

static void
restofpopup(Popup *p, void *event)
{
	show(event, recvp(p->event));
}

static void
mainthread(void *v)
{
	Main *m = v;
	void *event;

	for (;;) {
		event = recvp(m->event);
		if (haspart(event))
			rest(m, event);
		else
			redraw(event, nil);
	}
}

static void
popupthread(void *v)
{
	Popup *p = v;
	void *event;

	for (;;) {
		event = recvp(p->event);
		if (isclosed(event))
			break;
		if (haspart(event))
			restofpopup(p, event);
	}
}

static void
mainproc(void *v)
{
	Main *m = v;

	for (;;)
		sendp(m->event, readevent(m->fd)); /* EXPECT note blocking-send: its loop may only end far below */
}

static void
popupproc(void *v)
{
	Popup *p = v;

	for (;;)
		sendp(p->event, readevent(p->fd)); /* EXPECT error blocking-send: the popup may be closed */
}

void
threadmain(int argc, char **argv)
{
	Main *m;
	Popup *p;

	USED(argc);
	USED(argv);
	m = malloc(sizeof *m);
	m->event = chancreate(sizeof(void *), 0);
	proccreate(mainproc, m, 8192);
	threadcreate(mainthread, m, 8192);
	for (;;) {
		p = malloc(sizeof *p);
		p->fd = openpopup();
		p->event = chancreate(sizeof(void *), 0);
		proccreate(popupproc, p, 8192); /* EXPECT warning immortal-task: one more for each popup */
		threadcreate(popupthread, p, 8192);
	}
}
