/* threadmain takes three lines of what the fortune process offers without end, and then threadexitsall ends that one
 * too.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

char *fortune(void);

static void
fortunes(void *arg)
{
	Channel *c = arg;

	for (;;)
		sendp(c, fortune()); /* EXPECT note blocking-send: threadmain leaves with the process only */
}

void
threadmain(int argc, char **argv)
{
	Channel *c = chancreate(sizeof(char *), 0);
	int i;

	USED(argc);
	USED(argv);
	proccreate(fortunes, c, 32768);
	for (i = 0; i < 3; i++)
		print("%s\n", (char *)recvp(c));
	threadexitsall(nil);
}
