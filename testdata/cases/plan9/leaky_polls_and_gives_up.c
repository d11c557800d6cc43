/* A library for others. Who closes a client polls until its two readers have said that they are done, and waits for the
 * last one; but not when that takes too long: who ends then stays in its send.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Client Client;
struct Client {
	Channel *jobs, *dying;
};

int overdue(void);
int readpacket(void);
void work(void *job);

static int ending;

static void
swtch(void)
{
	if (ending)
		threadexits(nil);
}

static void
idle(void)
{
	swtch();
}

static void
reader(void *v)
{
	Client *c = v;

	while (readpacket() >= 0)
		;
	sendp(c->dying, nil); /* EXPECT warning blocking-send: the closer returns when it is late */
}

static void
worker(void *v)
{
	Client *c = v;
	void *job;

	while ((job = recvp(c->jobs)) != nil)
		work(job);
	sendp(c->dying, nil); /* EXPECT warning blocking-send: the closer returns when it is late */
}

Client *
clientopen(void)
{
	Client *c;

	c = mallocz(sizeof *c, 1);
	c->jobs = chancreate(sizeof(void *), 0);
	c->dying = chancreate(sizeof(void *), 0);
	threadcreate(reader, c, 8192);
	threadcreate(reader, c, 8192);
	threadcreate(worker, c, 8192);
	return c;
}

void
clientclose(Client *c)
{
	int n = 0;

	while (n < 2) {
		idle();
		if (overdue())
			return;
		while (nbrecvp(c->dying) != nil)
			n++;
	}
	sendp(c->jobs, nil);
	recvp(c->dying);
	free(c);
}
