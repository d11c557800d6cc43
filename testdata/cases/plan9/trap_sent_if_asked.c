/* A command tells that it is done only where its `awaited` says so, and `pipethrough`, which alone sets it so, waits for
 * that.
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

	if (c->awaited)
		sendul(done, status); /* EXPECT note blocking-send: who has set it so waits for it */
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
