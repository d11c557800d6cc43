/* A backup copies to the disk and to the tape, with a process for each. It waits for one `done`: it was written when
 * there was only the disk.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Copy Copy;
struct Copy {
	char *tree;
	Channel *done;
};

int todisk(char *tree);
int totape(char *tree);
char *nexttree(void);
void logbackup(char *tree, ulong ok);

static void
disk(void *arg)
{
	Copy *c = arg;

	sendul(c->done, todisk(c->tree)); /* EXPECT error blocking-send: the tape may have been first */
}

static void
tape(void *arg)
{
	Copy *c = arg;

	sendul(c->done, totape(c->tree)); /* EXPECT error blocking-send: the disk may have been first */
}

static void
backup(char *tree)
{
	Copy *c = mallocz(sizeof *c, 1);

	c->tree = tree;
	c->done = chancreate(sizeof(ulong), 0);
	proccreate(disk, c, 32768);
	proccreate(tape, c, 32768);
	logbackup(tree, recvul(c->done));
}

void
threadmain(int argc, char **argv)
{
	char *tree;

	USED(argc);
	USED(argv);
	while ((tree = nexttree()) != nil)
		backup(tree);
}
