/* The plumber thread runs as long as the program, and every window sends to it: no more than a note. */
#include <u.h>
#include <libc.h>
#include <thread.h>

static Channel *plumb;

int winopen(void);
char *wincommand(int fd);
void plumbmsg(char *msg);

static void
plumber(void *arg)
{
	USED(arg);
	for (;;)
		plumbmsg(recvp(plumb));
}

static void
window(void *arg)
{
	int *fd = arg;
	char *msg;

	while ((msg = wincommand(*fd)) != nil)
		sendp(plumb, msg); /* EXPECT note blocking-send: the plumber loops for good */
	free(fd);
}

void
threadmain(int argc, char **argv)
{
	int *fd;

	USED(argc);
	USED(argv);
	plumb = chancreate(sizeof(char *), 0);
	threadcreate(plumber, nil, 8192);
	for (;;) {
		fd = mallocz(sizeof *fd, 1);
		*fd = winopen();
		threadcreate(window, fd, 8192);
	}
}
