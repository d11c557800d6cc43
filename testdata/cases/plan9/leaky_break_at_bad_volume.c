/* All volumes are checked at once; the first bad one is enough to refuse the mount, and the others' verdicts are not
 * taken any more.
 */
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

	sendul(c->verdict, fsck(c->volume)); /* EXPECT error blocking-send: another one may have been bad */
	free(c);
}

static int
allgood(char **volumes, int n)
{
	Channel *verdict = chancreate(sizeof(ulong), 0);
	Check *c;
	int i, good = 1;

	for (i = 0; i < n; i++) {
		c = mallocz(sizeof *c, 1);
		c->volume = volumes[i];
		c->verdict = verdict;
		proccreate(check, c, 32768);
	}
	for (i = 0; i < n; i++) {
		if (recvul(verdict) == 0) {
			good = 0;
			break;
		}
	}
	return good;
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
