#include <u.h>
#include <libc.h>
#include <thread.h>

#include "panel.h"

int readmouse(void);

static void
panelproc(void *arg)
{
	Panel *p = arg;

	while ((p->x = readmouse()) >= 0)
		sendul(p->moved, p->x); /* EXPECT warning blocking-send: a program that is not here may receive */
}

Panel *
newpanel(void)
{
	Panel *p = malloc(sizeof *p);

	p->moved = chancreate(sizeof(ulong), 0);
	proccreate(panelproc, p, 8192);
	return p;
}
