/* Who asks for a block waits in its queue. The server answers one, and goes on with the next in the queue: each has a
 * channel of its own, and takes the one value that comes there.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Request Request;
struct Request {
	int block;
	Channel *answer;
	Request *next;
};

Channel *requests;

void *load(int block);
int nextblock(void);
void use(void *data);

static void
serve(Request *r)
{
	void *data;

again:
	data = load(r->block);
	sendp(r->answer, data); /* EXPECT note blocking-send: each asker waits for its own */
	if (r->next == nil)
		return;
	r = r->next;
	goto again;
}

static void
server(void *arg)
{
	USED(arg);
	for (;;)
		serve(recvp(requests));
}

static void *
ask(int block)
{
	Request r = {block, chancreate(sizeof(void *), 0), nil};
	void *data;

	sendp(requests, &r); /* EXPECT note blocking-send: the server stays */
	data = recvp(r.answer);
	chanfree(r.answer);
	return data;
}

static void
reader(void *arg)
{
	int block;

	USED(arg);
	while ((block = nextblock()) >= 0)
		use(ask(block));
}

void
threadmain(int argc, char **argv)
{
	int i;

	USED(argc);
	USED(argv);
	requests = chancreate(sizeof(Request *), 0);
	proccreate(server, nil, 8192);
	for (i = 0; i < 4; i++)
		proccreate(reader, nil, 8192);
}
