/* The alt's rows stand at file scope, their channels are filled in by main; a row of the other alt is switched off by an
 * expression while the reply is owed. Both receive, for the life of the process.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

enum { Line, Tick };

static Channel *lines, *ticks, *requests;
static char *line;
static ulong tick;

static Alt rows[] = {
	[Line] = {nil, &line, CHANRCV},
	[Tick] = {nil, &tick, CHANRCV},
	{nil, nil, CHANEND},
};

char *readline(void);
ulong readrequest(void);
void show(char *text);
int answer(ulong request);

static void
reader(void *arg)
{
	char *text;

	USED(arg);
	while ((text = readline()) != nil)
		sendp(lines, text); /* EXPECT note blocking-send: main receives for good */
}

static void
clock(void *arg)
{
	ulong n;

	USED(arg);
	for (n = 0;; n++)
		sendul(ticks, n); /* EXPECT note blocking-send: main receives for good */
}

static void
asker(void *arg)
{
	USED(arg);
	for (;;)
		sendul(requests, readrequest()); /* EXPECT note blocking-send: the answerer receives for good */
}

static void
answerer(void *arg)
{
	ulong request = 0;
	int owed = 0;

	USED(arg);
	for (;;) {
		Alt a[] = {
			{requests, &request, owed ? CHANNOP : CHANRCV},
			{ticks, &tick, CHANRCV},
			{nil, nil, CHANEND},
		};
		if (alt(a) == 0)
			owed = 1;
		else if (owed)
			owed = answer(request);
	}
}

void
threadmain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
	lines = chancreate(sizeof(char *), 0);
	ticks = chancreate(sizeof(ulong), 0);
	requests = chancreate(sizeof(ulong), 0);
	rows[Line].c = lines;
	rows[Tick].c = ticks;
	proccreate(reader, nil, 32768);
	proccreate(clock, nil, 32768);
	proccreate(asker, nil, 32768);
	proccreate(answerer, nil, 32768);
	for (;;)
		if (alt(rows) == Line)
			show(line);
}
