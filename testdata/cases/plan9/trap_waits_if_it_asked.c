/* Who syncs may wait for it or not: only when it does, its request has a channel for the answer. */
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
			sendp(done, nil); /* EXPECT note blocking-send: who gave the channel waits */
	}
}

static void
synchronize(Session *s, int wait)
{
	Channel *done;

	done = nil;
	if (wait)
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
