/* Who gets the player receives what it sends first: whether it is ready. It goes on to send what it reads.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Player Player;
struct Player {
	Channel *ready;
	int local;
};

int readtrack(void);
int nexttrack(void);
void play(int track);

static void
player(void *arg)
{
	Player *p = arg;
	int n;

	while ((n = readtrack()) > 0)
		sendul(p->ready, n); /* EXPECT error blocking-send: the first is received, no other */
	threadexits(nil);
}

static Player *
newplayer(int local)
{
	Player *p = malloc(sizeof *p);

	p->local = local;
	p->ready = chancreate(sizeof(ulong), 0);
	threadcreate(player, p, 8192);
	if (local && recvul(p->ready) == ~0)
		return nil;
	return p;
}

static void
use(int track)
{
	Player *p = newplayer(track & 1);

	if (p == nil)
		return;
	if (!p->local)
		recvul(p->ready);
	play(track);
	free(p);
}

void
threadmain(int argc, char **argv)
{
	int track;

	USED(argc);
	USED(argv);
	while ((track = nexttrack()) != 0)
		use(track);
	threadexitsall(nil);
}
