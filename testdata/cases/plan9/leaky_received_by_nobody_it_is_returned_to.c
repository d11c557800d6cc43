/* `newplayer` receives the result of players that are local only, and returns none of the others: nobody else knows the
 * channel.
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

	sendul(p->ready, opentrack()); /* EXPECT error abandoned-channel: not received when the track is not local */
	threadexits(nil);
}

static Player *
newplayer(int local)
{
	Player *p = malloc(sizeof *p);

	p->local = local;
	p->ready = chancreate(sizeof(ulong), 0);
	threadcreate(player, p, 8192);
	if (local && recvul(p->ready) != ~0)
		return p;
	return nil;
}

static void
use(int track)
{
	Player *p = newplayer(track & 1);

	if (p == nil)
		return;
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
