/* A server of request blocks: whoever wants one sends nil on a channel, and receives the block from the same channel. Both
 * take turns, and neither takes what it sent itself.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Block Block;
struct Block {
	Block *next;
};

static Channel *alloc, *release;

int readrequest(Block *b);
void answer(Block *b);

static void
allocator(void *arg)
{
	Block *idle = nil, *b;
	Alt a[3];

	USED(arg);
	a[0].c = alloc;
	a[0].v = nil;
	a[0].op = CHANRCV;
	a[1].c = release;
	a[1].v = &b;
	a[1].op = CHANRCV;
	a[2].op = CHANEND;
	for (;;) {
		switch (alt(a)) {
		case 0:
			b = idle;
			if (b)
				idle = b->next;
			else
				b = mallocz(sizeof *b, 1);
			sendp(alloc, b); /* EXPECT note blocking-send: who asked receives, on every way */
			break;
		case 1:
			b->next = idle;
			idle = b;
			break;
		}
	}
}

static void
server(void *arg)
{
	Block *b;

	USED(arg);
	for (;;) {
		sendp(alloc, nil); /* EXPECT note blocking-send: the allocator stays */
		b = recvp(alloc);
		if (readrequest(b) < 0)
			break;
		answer(b);
		sendp(release, b); /* EXPECT note blocking-send: the allocator stays */
	}
	threadexitsall(nil);
}

void
threadmain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
	alloc = chancreate(sizeof(Block *), 0);
	release = chancreate(sizeof(Block *), 0);
	threadcreate(allocator, nil, 8192);
	threadcreate(server, nil, 8192);
	recvp(chancreate(sizeof(void *), 0));
}
