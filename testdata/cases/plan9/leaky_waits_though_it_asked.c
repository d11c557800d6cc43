/* As trap_waits_if_it_asked, but each request has the channel, also of who then does not wait. */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Session Session;
struct Session {
	Channel *done;
	int fd;
};

static Channel *requests;

void flush(void);
int readsync(int fd);
int acceptcall(void);

static void
flusher(void *v)
{
	Channel *done;

	USED(v);
	for (;;) {
		done = recvp(requests);
		flush();
		if (done != nil)
			sendp(done, nil); /* EXPECT error blocking-send: who gave the channel may not wait */
	}
}

static void
synchronize(Session *s, int wait)
{
	Channel *done;

	done = s->done;
	sendp(requests, done); /* EXPECT note blocking-send: the flusher stays */
	if (wait)
		recvp(done);
}

static void
session(void *v)
{
	Session *s = v;

	s->done = chancreate(sizeof(void *), 0);
	synchronize(s, readsync(s->fd));
	close(s->fd);
}

void
threadmain(int argc, char **argv)
{
	Session *s;

	USED(argc);
	USED(argv);
	requests = chancreate(sizeof(void *), 0);
	proccreate(flusher, nil, 8192);
	for (;;) {
		s = malloc(sizeof *s);
		s->fd = acceptcall();
		proccreate(session, s, 8192);
	}
}
