/* A relay between a device and a client. The outer alt waits for an event or for the stop channel; the send that passes
 * the event on is a plain one. A client that leaves between the two leaves the relay behind.
 */
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
	Alt a[] = {
		{.c = r->events, .v = &event, .op = CHANRCV},
		{.c = r->stop, .v = &stop, .op = CHANRCV},
		{.op = CHANEND},
	};

	for (;;) {
		switch (alt(a)) {
		case 0:
			send(r->out, &event); /* EXPECT error uncovered-send: stop is not looked at here */
			break;
		case 1:
			return;
		}
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
