/* As much room as there are volumes: the first bad one ends the wait, and the others' verdicts go into the buffer. */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Check Check;
struct Check {
	char *volume;
	Channel *verdict;
};

int fsck(char *volume);
char **nextset(int *n);
void mountset(char **volumes);

static void
check(void *arg)
{
	Check *c = arg;

	sendul(c->verdict, fsck(c->volume));
	free(c);
}

static int
allgood(char **volumes, int n)
{
	Channel *verdict = chancreate(sizeof(ulong), n);
	Check *c;
	int i;

	for (i = 0; i < n; i++) {
		c = mallocz(sizeof *c, 1);
		c->volume = volumes[i];
		c->verdict = verdict;
		proccreate(check, c, 32768);
	}
	for (i = 0; i < n; i++) {
		if (recvul(verdict) == 0)
			return 0;
	}
	return 1;
}

void
threadmain(int argc, char **argv)
{
	char **volumes;
	int n;

	USED(argc);
	USED(argv);
	while ((volumes = nextset(&n)) != nil)
		if (allgood(volumes, n))
			mountset(volumes);
}
