/* The relay, mended: both the wait for an event and the send of it have the stop channel beside them. */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Relay Relay;
struct Relay {
	Channel *events;
	Channel *out;
	Channel *stop;
};

Channel *devevents(void);
int clientopen(void);
long clientwrite(int fd, ulong event);

static void
relay(void *arg)
{
	Relay *r = arg;
	ulong event, stop;
	Alt in[] = {
		{.c = r->events, .v = &event, .op = CHANRCV},
		{.c = r->stop, .v = &stop, .op = CHANRCV},
		{.op = CHANEND},
	};
	Alt out[] = {
		{.c = r->out, .v = &event, .op = CHANSND},
		{.c = r->stop, .v = &stop, .op = CHANRCV},
		{.op = CHANEND},
	};

	for (;;) {
		if (alt(in) == 1)
			return;
		if (alt(out) == 1)
			return;
	}
}

static void
client(int fd)
{
	Relay *r = mallocz(sizeof *r, 1);

	r->events = devevents();
	r->out = chancreate(sizeof(ulong), 0);
	r->stop = chancreate(sizeof(ulong), 1);
	threadcreate(relay, r, 8192);
	while (clientwrite(fd, recvul(r->out)) > 0)
		;
	sendul(r->stop, 1);
}

void
threadmain(int argc, char **argv)
{
	int fd;

	USED(argc);
	USED(argv);
	while ((fd = clientopen()) >= 0)
		client(fd);
}
