/* Two receivers, each with an alt over channels of its own. The desktop's goes round for good; a prompt's ends when
 * its clock runs out. That Alt is one type must not make them one.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Desktop Desktop;
struct Desktop {
	Channel *mouse;
	Channel *resize;
};

typedef struct Prompt Prompt;
struct Prompt {
	Channel *key;
	Channel *clock;
};

int mouseread(ulong *xy);
int keyread(ulong *rune);
int promptnext(void);
void promptecho(ulong rune);
void desktopmouse(ulong xy);
void desktopresize(void);
Channel *resizes(void);
Channel *clockafter(int ms);

static void
mouseproc(void *arg)
{
	Desktop *d = arg;
	ulong xy;

	while (mouseread(&xy))
		send(d->mouse, &xy); /* EXPECT note blocking-send: the desktop goes round for good */
}

static void
keyproc(void *arg)
{
	Prompt *p = arg;
	ulong rune;

	while (keyread(&rune))
		send(p->key, &rune); /* EXPECT error blocking-send: the prompt's clock may have run out */
}

static void
desktop(void *arg)
{
	Desktop *d = arg;
	ulong xy, size;
	Alt a[] = {
		{.c = d->mouse, .v = &xy, .op = CHANRCV},
		{.c = d->resize, .v = &size, .op = CHANRCV},
		{.op = CHANEND},
	};

	for (;;) {
		switch (alt(a)) {
		case 0:
			desktopmouse(xy);
			break;
		case 1:
			desktopresize();
			break;
		}
	}
}

static void
prompt(void)
{
	Prompt *p = mallocz(sizeof *p, 1);
	ulong rune, tick;

	p->key = chancreate(sizeof(ulong), 0);
	p->clock = clockafter(10000);
	proccreate(keyproc, p, 32768);
	Alt a[] = {
		{.c = p->key, .v = &rune, .op = CHANRCV},
		{.c = p->clock, .v = &tick, .op = CHANRCV},
		{.op = CHANEND},
	};
	while (alt(a) == 0)
		promptecho(rune);
}

void
threadmain(int argc, char **argv)
{
	Desktop *d = mallocz(sizeof *d, 1);

	USED(argc);
	USED(argv);
	d->mouse = chancreate(sizeof(ulong), 0);
	d->resize = resizes();
	proccreate(mouseproc, d, 32768);
	threadcreate(desktop, d, 32768);
	while (promptnext())
		prompt();
}
