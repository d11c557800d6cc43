/* A process for each window asks for its events over and over. That the program ends when something has gone wrong is no
 * end of what goes well: a window that is closed answers with nothing, and its process goes on asking.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

int openwindow(void);
int event(int c);

static int
getc(int fd)
{
	char c;

	c = 0;
	if (read(fd, &c, 1) < 0)
		threadexitsall("read error");
	return c;
}

static void
events(void *arg)
{
	int fd = (int)(uintptr)arg;

	for (;;)
		event(getc(fd));
}

void
threadmain(int argc, char **argv)
{
	int fd;

	USED(argc);
	USED(argv);
	while ((fd = openwindow()) >= 0)
		proccreate(events, (void *)(uintptr)fd, 8192); /* EXPECT warning immortal-task: one more for each window */
}
