/* A name is looked up in a proc of its own. Whoever is impatient leaves, and the answer stays in the channel. */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Query Query;
struct Query {
	char *name;
	Channel *answer;
};

char *dnslookup(char *name);
char *nextname(void);
int impatient(void);
void connectto(char *address);

static void
lookup(void *arg)
{
	Query *q = arg;

	sendp(q->answer, dnslookup(q->name));
}

static void
resolve(char *name)
{
	Query *q = mallocz(sizeof *q, 1);

	q->name = name;
	q->answer = chancreate(sizeof(char *), 1);
	proccreate(lookup, q, 32768);
	if (impatient())
		return;
	connectto(recvp(q->answer));
}

void
threadmain(int argc, char **argv)
{
	char *name;

	USED(argc);
	USED(argv);
	while ((name = nextname()) != nil)
		resolve(name);
	threadexitsall(nil);
}
