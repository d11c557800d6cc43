/* A script runs in a thread of its own, which says how it ended: once, for an error ends the thread in the midst of
 * the script. Whoever started it waits for that word.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

char *nextline(void);
int runline(char *line);
char *nextscript(void);
void report(char *script, char *problem);

static Channel *done;

static void
fail(char *why)
{
	sendp(done, why);
	threadexits(nil);
}

static void
runscript(void *arg)
{
	char *line;

	USED(arg);
	while ((line = nextline()) != nil)
		if (runline(line) < 0)
			fail(line);
	sendp(done, nil);
}

void
threadmain(int argc, char **argv)
{
	char *script;

	USED(argc);
	USED(argv);
	done = chancreate(sizeof(char *), 0);
	while ((script = nextscript()) != nil) {
		threadcreate(runscript, script, 32768);
		report(script, recvp(done));
	}
}
