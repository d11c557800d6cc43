/* A library for others. Who closes a client polls until its two readers have said that they are done, lets others run
 * meanwhile, and waits for the last one. The scheduler ends a task that has asked for it; who only yields comes back.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Client Client;
struct Client {
	Channel *jobs, *dying;
};

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
	sendp(c->dying, nil); /* EXPECT note blocking-send: the closer polls, and then waits */
}

static void
worker(void *v)
{
	Client *c = v;
	void *job;

	while ((job = recvp(c->jobs)) != nil)
		work(job);
	sendp(c->dying, nil); /* EXPECT note blocking-send: the closer waits for it */
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
		while (nbrecvp(c->dying) != nil)
			n++;
	}
	sendp(c->jobs, nil);
	recvp(c->dying);
	free(c);
}
