/* Some players are ready only when they are used: then the result is received by who gets the player. On the ways on
 * which `newplayer` has not received it, it returns the player, and the channel in it.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Player Player;
struct Player {
	Channel *ready;
	int local;
};

int opentrack(void);
int nexttrack(void);
void play(int track);

static void
player(void *arg)
{
	Player *p = arg;

	sendul(p->ready, opentrack()); /* EXPECT note blocking-send: received here, or by who gets the player */
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
