/* threadmain takes three lines and returns. That ends its thread, not the program: the process that offers lines waits
 * for good with the fourth, and the program never ends.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

char *fortune(void);

static void
fortunes(void *arg)
{
	Channel *c = arg;
	char *line;

	while ((line = fortune()) != nil)
		sendp(c, line); /* EXPECT error blocking-send: threadmain returns without ending the program */
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
}
