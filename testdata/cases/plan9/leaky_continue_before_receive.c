/* Each host is probed by a thread of its own while its name is looked up; a host without a name is skipped, and its
 * probe with it.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Probe Probe;
struct Probe {
	ulong address;
	Channel *rtt;
};

ulong ping(ulong address);
ulong nextaddress(void);
char *reverse(ulong address);
void row(char *name, ulong rtt);

static void
probe(void *arg)
{
	Probe *p = arg;

	sendul(p->rtt, ping(p->address)); /* EXPECT error blocking-send: a host without a name is skipped */
	free(p);
}

void
threadmain(int argc, char **argv)
{
	Channel *rtt;
	Probe *p;
	char *name;
	ulong address;

	USED(argc);
	USED(argv);
	for (;;) {
		address = nextaddress();
		rtt = chancreate(sizeof(ulong), 0);
		p = mallocz(sizeof *p, 1);
		p->address = address;
		p->rtt = rtt;
		threadcreate(probe, p, 8192);
		name = reverse(address);
		if (name == nil)
			continue;
		row(name, recvul(rtt));
		chanfree(rtt);
	}
}
