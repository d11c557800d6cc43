/* Each side locks all desks to see what they hold, one after the other, and has let go of all of them before it sends or
 * receives.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Desk Desk;
struct Desk {
	QLock lk;
	long sum;
};

static Desk north, south, east, west, spot, gold, oil,
	rice, corn, wool, salt, tin, zinc;
static long closing;

int tradewait(void);
void print_day(ulong n);

static void balance(void)
{
	qlock(&north.lk);
	qlock(&south.lk);
	qlock(&east.lk);
	qlock(&west.lk);
	qlock(&spot.lk);
	qlock(&gold.lk);
	qlock(&oil.lk);
	qlock(&rice.lk);
	qlock(&corn.lk);
	qlock(&wool.lk);
	qlock(&salt.lk);
	qlock(&tin.lk);
	qlock(&zinc.lk);
	closing = north.sum + south.sum + east.sum + west.sum + spot.sum + gold.sum +
		oil.sum + rice.sum + corn.sum + wool.sum + salt.sum + tin.sum + zinc.sum;
	qunlock(&zinc.lk);
	qunlock(&tin.lk);
	qunlock(&salt.lk);
	qunlock(&wool.lk);
	qunlock(&corn.lk);
	qunlock(&rice.lk);
	qunlock(&oil.lk);
	qunlock(&gold.lk);
	qunlock(&spot.lk);
	qunlock(&west.lk);
	qunlock(&east.lk);
	qunlock(&south.lk);
	qunlock(&north.lk);
}

static void tradeproc(void *arg)
{
	Channel *days = arg;
	for (;;) {
		tradewait();
		balance();
		sendul(days, closing); /* EXPECT note blocking-send: threadmain receives for the life of the process */
	}
}

void threadmain(int argc, char **argv)
{
	Channel *days = chancreate(sizeof(ulong), 0);
	USED(argc);
	USED(argv);
	proccreate(tradeproc, days, 8192);
	for (;;) {
		print_day(recvul(days));
		balance();
	}
}
