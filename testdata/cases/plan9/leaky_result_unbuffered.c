/* The same look-up on a channel without room: when the asker has lost its patience, the process stays with its answer.
 */
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

	sendp(q->answer, dnslookup(q->name)); /* EXPECT error abandoned-channel: resolve may have returned */
}

static void
resolve(char *name)
{
	Query *q = mallocz(sizeof *q, 1);

	q->name = name;
	q->answer = chancreate(sizeof(char *), 0);
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
}
