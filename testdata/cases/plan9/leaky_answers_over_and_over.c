/* A command tells what it has done so far, as long as its `awaited` says so; `pipethrough`, which alone sets it so, takes
 * the first that it hears.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Command Command;
struct Command {
	char *text;
	int awaited;
};

Channel *done;

int execute(char *text);
int nextwindow(void);
int readline(char **text);
void replace(int status);

static void
runtask(void *arg)
{
	Command *c = arg;
	int status = execute(c->text);

	while (c->awaited)
		sendul(done, status); /* EXPECT warning uncovered-send: one is taken of many, and here it does not look at `awaited` */
	free(c);
}

static void
run(char *text, int awaited)
{
	Command *c = malloc(sizeof *c);

	c->text = text;
	c->awaited = awaited;
	proccreate(runtask, c, 8192);
}

static void
pipethrough(char *text)
{
	run(text, 1);
	replace(recvul(done));
}

static void
window(void *arg)
{
	char *text;

	USED(arg);
	if (!readline(&text))
		return;
	if (text[0] == '|')
		pipethrough(text + 1);
	else
		run(text, 0);
}

void
threadmain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
	done = chancreate(sizeof(ulong), 0);
	while (nextwindow())
		threadcreate(window, nil, 8192);
	threadexitsall(nil);
}
