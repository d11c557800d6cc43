/* A process for each window reads its events. It has no end but that of the program, which ends with success when a
 * window is closed.
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

	if (read(fd, &c, 1) <= 0)
		threadexitsall(nil);
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
		proccreate(events, (void *)(uintptr)fd, 8192);
}
