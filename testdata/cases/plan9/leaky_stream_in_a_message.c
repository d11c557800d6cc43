/* As trap_handshake_in_a_message, but what is sent through the message's channel is a stream, of which the window takes no
 * more when it cannot show it.
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
int repaint(Window *w, void *part);
void *nextpart(Window *w);

static int
control(Window *w, int type, void *p)
{
	Channel *c;

	switch (type) {
	case Repaint:
		if (p != nil) {
			c = p;
			while (repaint(w, recvp(c)) >= 0)
				;
		}
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
	send(w->control, &m); /* there is room for one from each */
}

static void
makecurrent(Window *w)
{
	Channel *c;

	c = chancreate(sizeof(void *), 0);
	tell(input, Repaint, c);
	for (;;)
		sendp(c, nextpart(w)); /* EXPECT error blocking-send: the window has stopped to show it */
}

static void
mousethread(void *v)
{
	USED(v);
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
