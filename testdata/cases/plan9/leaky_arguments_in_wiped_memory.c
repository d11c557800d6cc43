/* A shell gets two channels in an array, which is wiped first. Its lines go to the window's thread, which leaves when one
 * closes the window; its number to who has started it.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef union Cell Cell;
union Cell {
	char *text;
	void (**draw)(void);
};

void puttime(void);
char *readline(void);
int closed(char *event);
void show(ulong pid);
int nextwindow(void);

static void
clock(void)
{
	puttime();
}

static void (*clocks[])(void) = {clock};
static Cell cells[24];
static char screen[24];

static void
fill(void *to, int byte, int n)
{
	char *p = to;

	while (n-- > 0)
		*p++ = byte;
}

static void
redraw(void)
{
	int i;

	cells[3].draw = clocks;
	for (i = 0; i < 24; i++)
		fill(screen + i, *cells[i].text, 1);
}

static void
shell(void *v)
{
	void **arg = v;
	Channel *event = arg[0], *pid = arg[1];
	char *line;

	sendul(pid, getpid());
	while ((line = readline()) != nil)
		sendp(event, line); /* EXPECT error blocking-send: its window leaves when it is closed */
}

static void
window(void *v)
{
	Channel *event = v;

	while (!closed(recvp(event)))
		redraw();
}

static void
newwindow(void)
{
	Channel *event = chancreate(sizeof(char *), 0), *pid = chancreate(sizeof(ulong), 0);
	void **arg = malloc(2 * sizeof(void *));

	fill(arg, 0, 2 * sizeof(void *));
	arg[0] = event;
	arg[1] = pid;
	threadcreate(window, event, 8192);
	proccreate(shell, arg, 8192);
	show(recvul(pid));
}

void
threadmain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
	while (nextwindow())
		newwindow();
	threadexitsall(nil);
}
