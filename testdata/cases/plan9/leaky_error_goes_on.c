/* The same script runner, whose errors do not end the thread: it says that it failed, and then that it is done. */
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
	sendp(done, why); /* EXPECT error blocking-send: the second failure of a script meets nobody */
}

static void
runscript(void *arg)
{
	char *line;

	USED(arg);
	while ((line = nextline()) != nil)
		if (runline(line) < 0)
			fail(line);
	sendp(done, nil); /* EXPECT error blocking-send: the only word was taken by the failure */
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
