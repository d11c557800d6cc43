/* Each command tells that it is done, and only `pipethrough` waits for that: the others stay in their sends.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Command Command;
struct Command {
	char *text;
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

	sendul(done, status); /* EXPECT error blocking-send: nobody has asked for the status of other commands */
	free(c);
}

static void
run(char *text)
{
	Command *c = malloc(sizeof *c);

	c->text = text;
	proccreate(runtask, c, 8192);
}

static void
pipethrough(char *text)
{
	run(text);
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
		run(text);
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
