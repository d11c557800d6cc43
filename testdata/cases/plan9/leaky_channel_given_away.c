/* As trap_channel_from_elsewhere, but the server makes the channel, and gives it to its user: who gets it may forget it. */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Server Server;
struct Server {
	int fd;
	Channel *requests;
};

void *readrequest(int fd);
void tellchannel(Channel *requests);

static void
serve(void *v)
{
	Server *s = v;
	void *request;

	while ((request = readrequest(s->fd)) != nil)
		sendp(s->requests, request); /* EXPECT warning blocking-send: its user may not receive */
}

void
startserver(int fd)
{
	Server *s;

	s = malloc(sizeof *s);
	s->fd = fd;
	s->requests = chancreate(sizeof(void *), 0);
	tellchannel(s->requests);
	proccreate(serve, s, 8192);
}
