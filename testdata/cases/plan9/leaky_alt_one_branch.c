/* An alt with a single branch, a leftover from when there was another. It is a plain send in other words: when the
 * pane is closed, nothing else can happen.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

int diffnext(ulong *line);
int panesopen(void);
int paneshow(ulong line);

static void
diff(void *arg)
{
	Channel *out = arg;
	ulong line;
	Alt a[] = {
		{.c = out, .v = &line, .op = CHANSND},
		{.op = CHANEND},
	};

	while (diffnext(&line))
		alt(a); /* EXPECT error blocking-send: its one branch is a send */
}

static void
panes(void)
{
	Channel *out = chancreate(sizeof(ulong), 0);

	threadcreate(diff, out, 8192);
	while (paneshow(recvul(out)))
		;
}

void
threadmain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
	while (panesopen())
		panes();
}
