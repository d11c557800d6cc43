#include <u.h>
#include <libc.h>
#include <thread.h>

#include "../lib/panel.h"

void draw(Panel *p);

void
threadmain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
	for (;;)
		draw(newpanel());
}
