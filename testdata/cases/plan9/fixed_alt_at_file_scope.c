/* The alt's rows stand at file scope, their channels are filled in by each session. A session ends with its clock, and
 * tells the reader that it started, which listens for that while it sends.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

enum { Line, End };

static Channel *lines, *done;
static char *line;
static ulong now;

static Alt rows[] = {
	[Line] = {nil, &line, CHANRCV},
	[End] = {nil, &now, CHANRCV},
	{nil, nil, CHANEND},
};

int nextclient(void);
char *readline(int fd);
void show(char *text);
Channel *clockafter(int ms);

static void
reader(void *arg)
{
	int fd = (int)(uintptr)arg;
	char *text;
	Alt a[] = {
		{lines, &text, CHANSND},
		{done, nil, CHANRCV},
		{nil, nil, CHANEND},
	};

	while ((text = readline(fd)) != nil)
		if (alt(a) == 1)
			break;
}

static void
session(int fd)
{
	lines = chancreate(sizeof(char *), 0);
	done = chancreate(sizeof(int), 1);
	rows[Line].c = lines;
	rows[End].c = clockafter(10000);
	proccreate(reader, (void *)(uintptr)fd, 32768);
	while (alt(rows) == Line)
		show(line);
	nbsendul(done, 1);
}

void
threadmain(int argc, char **argv)
{
	int fd;

	USED(argc);
	USED(argv);
	while ((fd = nextclient()) >= 0)
		session(fd);
}
