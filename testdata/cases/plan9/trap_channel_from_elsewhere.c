/* A library's server hands each request to a channel that its user gives it. Who that is, and who receives, is not seen. */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Server Server;
struct Server {
	int fd;
	Channel *requests;
};

void *readrequest(int fd);

static void
serve(void *v)
{
	Server *s = v;
	void *request;

	while ((request = readrequest(s->fd)) != nil)
		sendp(s->requests, request); /* EXPECT note blocking-send: its user may receive */
}

void
startserver(int fd, Channel *requests)
{
	Server *s;

	s = malloc(sizeof *s);
	s->fd = fd;
	s->requests = requests;
	proccreate(serve, s, 8192);
}
