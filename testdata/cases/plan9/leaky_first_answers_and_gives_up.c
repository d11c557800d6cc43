/* As trap_first_answers_itself, but the helper gives up when a call fails, and its client has more of them. */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Helper Helper;
struct Helper {
	Channel *c;
	int fd;
};

Helper *gethelper(Channel *c);
int docall(Helper *h, void *call);
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
		if (docall(h, call) < 0)
			break;
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
	while (h != nil)
		sendp(h->c, nextcall()); /* EXPECT error blocking-send: the helper has given up */
}

void
threadmain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
	proccreate(client, nil, 8192);
}
