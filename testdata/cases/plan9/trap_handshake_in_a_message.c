/* A window is told of its new input by a message with a channel, from which it then takes that, and answers. Windows close,
 * but not between the message and what belongs to it.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

enum { Repaint, Exited };

typedef struct Message Message;
struct Message {
	int type;
	void *p;
};

typedef struct Window Window;
struct Window {
	Channel *control;
};

static Window *input;

Window *waitclick(void);
int waitclose(Window *w);
int isunused(Window *w);
int isvisible(Window *w);
void repaint(Window *w);

static int
control(Window *w, int type, void *p)
{
	Channel *c;

	switch (type) {
	case Repaint:
		if (p != nil) {
			c = p;
			input = recvp(c);
			sendp(c, w); /* EXPECT note blocking-send: who sent the message waits */
		}
		if (!isvisible(w))
			break;
		repaint(w);
		break;
	case Exited:
		if (isunused(w))
			return Exited;
		break;
	}
	return Repaint;
}

static void
windowthread(void *v)
{
	Window *w = v;
	Message m;

	for (;;) {
		recv(w->control, &m);
		if (control(w, m.type, m.p) == Exited)
			break;
	}
}

static void
tell(Window *w, int type, void *p)
{
	Message m;

	m.type = type;
	m.p = p;
	send(w->control, &m); /* EXPECT error blocking-send: the window may be closed */
}

static void
makecurrent(Window *w)
{
	Channel *c;

	c = chancreate(sizeof(void *), 0);
	tell(input, Repaint, c);
	sendp(c, w); /* EXPECT note blocking-send: the window takes it with the message */
	recvp(c);
	chanfree(c);
}

static void
mousethread(void *v)
{
	USED(v);
	for (;;)
		makecurrent(waitclick());
}

static void
closethread(void *v)
{
	Window *w = v;

	if (waitclose(w))
		tell(w, Exited, nil);
}

void
threadmain(int argc, char **argv)
{
	Window *w;

	USED(argc);
	USED(argv);
	proccreate(mousethread, nil, 8192);
	for (;;) {
		w = malloc(sizeof *w);
		w->control = chancreate(sizeof(Message), 4);
		threadcreate(windowthread, w, 8192);
		threadcreate(closethread, w, 8192);
		waitclick();
	}
}
