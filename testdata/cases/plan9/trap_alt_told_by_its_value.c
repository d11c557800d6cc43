/* The server leaves when it is sent no request any more, but nil: who sends that sends nothing else. What comes with the
 * alt's row decides alone.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

enum { Request, Tick, Nrow };

typedef struct Server Server;
struct Server {
	Channel *request, *tick;
};

char *readrequest(int fd);
void serve(char *request);
void resend(void);
int ticking(void);
int connected(int *fd);

static void
server(void *arg)
{
	Server *s = arg;
	char *request;
	Alt rows[] = {
		[Request] = {s->request, &request, CHANRCV},
		[Tick] = {s->tick, nil, CHANRCV},
		[Nrow] = {nil, nil, CHANEND},
	};

	for (;;)
		switch (alt(rows)) {
		case Request:
			if (request == nil)
				threadexits(nil);
			serve(request);
			break;
		case Tick:
			resend();
			break;
		}
}

static void
client(void *arg)
{
	Server *s = arg;
	char *request;

	while ((request = readrequest(0)) != nil)
		sendp(s->request, request); /* EXPECT note blocking-send: the server stays until it is sent nil */
	sendp(s->request, nil); /* EXPECT note blocking-send: likewise */
}

static void
clock(void *arg)
{
	Server *s = arg;

	while (ticking()) {
		sleep(100);
		sendul(s->tick, 0); /* EXPECT error blocking-send: the server has been sent nil */
	}
}

void
threadmain(int argc, char **argv)
{
	Server *s;
	int fd;

	USED(argc);
	USED(argv);
	while (connected(&fd)) {
		s = malloc(sizeof *s);
		s->request = chancreate(sizeof(void *), 0);
		s->tick = chancreate(sizeof(ulong), 0);
		proccreate(server, s, 8192);
		proccreate(client, s, 8192);
		proccreate(clock, s, 8192);
	}
	threadexitsall(nil);
}
