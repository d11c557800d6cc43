/* A helper process first says on its channel that it is there, or that it is not; then it takes calls from the same
 * channel. The calls are no answers to that.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Helper Helper;
struct Helper {
	Channel *c;
	int fd;
};

Helper *gethelper(Channel *c);
void docall(Helper *h, void *call);
void *nextcall(void);

static void
helper(void *v)
{
	Channel *c = v;
	Helper *h;
	void *call;

	h = gethelper(c);
	send(c, &h); /* EXPECT note blocking-send: who starts it waits for it */
	if (h == nil)
		return;
	for (;;) {
		recv(h->c, &call);
		if (call == nil)
			break;
		docall(h, call);
	}
}

static Helper *
starthelper(void)
{
	Channel *c;
	Helper *h;

	c = chancreate(sizeof(void *), 0);
	proccreate(helper, c, 8192);
	recv(c, &h);
	if (h != nil)
		h->c = c;
	return h;
}

static void
client(void *v)
{
	Helper *h;

	USED(v);
	h = starthelper();
	if (h != nil)
		sendp(h->c, nextcall()); /* EXPECT note blocking-send: the helper takes all calls */
}

void
threadmain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
	proccreate(client, nil, 8192);
}
