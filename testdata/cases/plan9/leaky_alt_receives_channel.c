/* A channel is itself a value, and comes to the session through a row of its alt. The session ends when it is told to
 * quit, and its keyboard stays in its send to the tap; the next one has a keyboard of its own.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

enum { Open, Tap, Quit, Nrow };

long readkey(int fd);
void type(ulong key);
int nextuser(void);

typedef struct Session Session;
struct Session {
	Channel *taps;
	Channel *quit;
};

static void
session(void *arg)
{
	Session *s = arg;
	Channel *c;
	ulong key;
	Alt rows[] = {
		[Open] = {s->taps, &c, CHANRCV},
		[Tap] = {nil, &key, CHANNOP},
		[Quit] = {s->quit, nil, CHANRCV},
		[Nrow] = {nil, nil, CHANEND},
	};

	for (;;)
		switch (alt(rows)) {
		case Open:
			rows[Tap].c = c;
			rows[Tap].op = CHANRCV;
			break;
		case Tap:
			type(key);
			break;
		case Quit:
			free(s);
			return;
		}
}

static void
keys(void *arg)
{
	Channel *tap = arg;
	long key;

	while ((key = readkey(0)) >= 0)
		sendul(tap, key); /* EXPECT error blocking-send: the session has been told to quit */
}

static void
serve(int user)
{
	Session *s = malloc(sizeof *s);
	Channel *tap = chancreate(sizeof(ulong), 0);

	s->taps = chancreate(sizeof(Channel *), 0);
	s->quit = chancreate(sizeof(ulong), 0);
	proccreate(session, s, 8192);
	sendp(s->taps, tap);
	proccreate(keys, tap, 8192);
	sleep(user);
	sendul(s->quit, 0);
}

void
threadmain(int argc, char **argv)
{
	int user;

	USED(argc);
	USED(argv);
	while ((user = nextuser()) != 0)
		serve(user);
	threadexitsall(nil);
}
