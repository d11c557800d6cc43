/* Calls over one connection: a process reads the answers and hands each to the call with its tag. Whoever has a tag
 * waits for the answer before it gives the tag back.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Msg Msg;
struct Msg {
	int tag;
	char *data;
};

enum {
	Ntag = 32,
};

static Channel *waiting[Ntag];

Msg *msgread(void);
void msgwrite(int tag, char *request);
int tagalloc(void);
void tagfree(int tag);
char *nextrequest(void);
void show(Msg *m);

static void
muxproc(void *arg)
{
	Msg *m;

	USED(arg);
	while ((m = msgread()) != nil)
		sendp(waiting[m->tag], m); /* EXPECT note blocking-send: who has the tag is waiting */
	sysfatal("connection lost");
}

static Msg *
call(char *request)
{
	Msg *m;
	int tag = tagalloc();

	msgwrite(tag, request);
	m = recvp(waiting[tag]);
	tagfree(tag);
	return m;
}

void
threadmain(int argc, char **argv)
{
	char *request;
	int i;

	USED(argc);
	USED(argv);
	for (i = 0; i < Ntag; i++)
		waiting[i] = chancreate(sizeof(Msg *), 0);
	proccreate(muxproc, nil, 32768);
	while ((request = nextrequest()) != nil)
		show(call(request));
	threadexitsall(nil);
}
