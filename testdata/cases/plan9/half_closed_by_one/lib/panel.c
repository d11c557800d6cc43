#include <u.h>
#include <libc.h>
#include <thread.h>

#include "panel.h"

void draw(ulong event);

static void
panelthread(void *arg)
{
	Panel *p = arg;
	ulong event;
	Alt a[] = {
		{p->events, &event, CHANRCV},
		{p->quit, nil, CHANRCV},
		{nil, nil, CHANEND},
	};

	for (;;)
		switch (alt(a)) {
		case 0:
			draw(event);
			break;
		case 1:
			threadexits(nil);
		}
}

Panel *
openpanel(void)
{
	Panel *p;

	p = malloc(sizeof *p);
	p->events = chancreate(sizeof(ulong), 0);
	p->quit = chancreate(sizeof(ulong), 0);
	threadcreate(panelthread, p, 8192);
	return p;
}

void
closepanel(Panel *p)
{
	sendul(p->quit, 0);
	chanfree(p->quit);
}
