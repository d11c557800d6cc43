#include <u.h>
#include <libc.h>
#include <thread.h>

#include "../lib/panel.h"

ulong now(void);
int isrunning(void);
int answer(void);
int nextquestion(void);

static void
tick(void *arg)
{
	Panel *p = arg;

	while (isrunning()) {
		sleep(1000);
		sendul(p->events, now()); /* EXPECT error blocking-send: ask closes the panel as soon as there is an answer */
	}
}

static int
ask(void)
{
	Panel *p;
	int yes;

	p = openpanel();
	proccreate(tick, p, 8192);
	yes = answer();
	closepanel(p);
	return yes;
}

void
threadmain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
	while (nextquestion())
		ask();
	threadexitsall(nil);
}
