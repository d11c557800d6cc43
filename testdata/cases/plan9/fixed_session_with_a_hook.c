/* As leaky_session_with_a_hook, but the session drops what is not taken at once. */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Server Server;
struct Server {
	int fd;
	Channel *log;
	void (*end)(Server *s);
};

char *readrequest(int fd);
int acceptcall(void);
int show(char *request);

static void
session(void *arg)
{
	Server *s = arg;
	char *request;

	while ((request = readrequest(s->fd)) != nil)
		nbsendp(s->log, request);
	if (s->end)
		s->end(s);
}

static void
end(Server *s)
{
	close(s->fd);
}

static void
serve(int fd)
{
	Server *s;

	s = malloc(sizeof *s);
	s->fd = fd;
	s->log = chancreate(sizeof(char *), 0);
	s->end = end;
	proccreate(session, s, 8192);
	while (show(recvp(s->log)) >= 0)
		;
}

void
threadmain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
	for (;;)
		serve(acceptcall());
}
