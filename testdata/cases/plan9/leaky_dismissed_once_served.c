/* A switchboard is served until the operator goes home. Its line is hung up then, while tasks of requests that have
 * come may yet have to drop theirs.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Line Line;
typedef struct Query Query;
typedef struct Request Request;

struct Line {
	Channel *ask;	/* of Query*; nil: hang up */
	Channel *drop;	/* of ulong */
	int fd;
};

struct Query {
	Channel *answered;
	int number;
};

struct Request {
	ulong tag;
};

enum { Stack = 8192 };

int dialup(char *address);
void put(int fd, Query *q);
void cut(int fd, ulong tag);
void done(Request *r);
void serve(void (*handle)(Request *));

char *registry;
Line *line;
Channel *requests, *ready;

static void linetask(void *v)
{
	Line *l = v;
	Query *q;
	ulong tag;
	Alt a[] = {
		{l->ask, &q, CHANRCV},
		{l->drop, &tag, CHANRCV},
		{nil, nil, CHANEND},
	};

	for (;;) {
		switch (alt(a)) {
		case 0:
			if (q == nil)
				goto Done;
			put(l->fd, q);
			nbsend(q->answered, nil);
			break;
		case 1:
			cut(l->fd, tag);
			break;
		}
	}
Done:
	close(l->fd);
}

static Line *lineopen(char *address)
{
	Line *l = malloc(sizeof *l);

	l->fd = dialup(address);
	l->ask = chancreate(sizeof(Query *), 0);
	l->drop = chancreate(sizeof(ulong), 0);
	threadcreate(linetask, l, Stack);
	return l;
}

static int lineask(Line *l)
{
	Query q;

	q.answered = chancreate(sizeof(void *), 1);
	sendp(l->ask, &q);
	recv(q.answered, nil);
	return q.number;
}

static void hangup(Line *l)
{
	sendp(l->ask, nil);
}

static void drop(void *v)
{
	Request *r = v;

	sendul(line->drop, r->tag); /* EXPECT error blocking-send: the line is hung up behind `serve` */
	done(r);
}

static void switchboard(void *v)
{
	Request *r;

	while ((r = recvp(requests)) != nil)
		threadcreate(drop, r, Stack);
}

static void dialer(void *v)
{
	line = lineopen(v);
	requests = chancreate(sizeof(Request *), 16);
	threadcreate(switchboard, nil, Stack);
	sendp(ready, nil);
}

void request(Request *r)
{
	sendp(requests, r); /* not a task of ours */
}

void threadmain(int argc, char **argv)
{
	static char address[16];

	if (argc == 1) {
		Line *l = lineopen(registry);
		sprint(address, "%d", lineask(l));
		hangup(l);
	} else
		strcpy(address, argv[1]);
	ready = chancreate(sizeof(void *), 0);
	proccreate(dialer, address, Stack);
	recvp(ready);
	serve(request);
	hangup(line);
	threadexits(nil);
}
