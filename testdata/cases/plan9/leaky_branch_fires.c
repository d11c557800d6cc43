/* A window tells who reads its mouse where that is: it hands over the channel `position`, and then sends into it. The
 * reader takes the channel, and nothing from it.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Window Window;
struct Window {
	Channel *read;
	Channel *click;
};

typedef struct Reader Reader;
struct Reader {
	Channel *position;
};

ulong clicked(void);
void say(char *what);
void draw(ulong click);

static void
window(void *arg)
{
	Window *w = arg;
	Reader r;
	ulong click, where = 0;
	Alt a[] = {
		{.c = w->click, .v = &click, .op = CHANRCV},
		{.c = w->read, .v = &r, .op = CHANSND},
		{.op = CHANEND},
	};

	r.position = chancreate(sizeof(ulong), 0);
	for (;;) {
		switch (alt(a)) {
		case 0:
			draw(where = click);
			break;
		case 1:
			send(r.position, &where); /* EXPECT error blocking-send: the reader does not receive */
			break;
		}
	}
}

static void
reader(void *arg)
{
	Window *w = arg;
	Reader r;

	while (recv(w->read, &r) == 1)
		say("the mouse is somewhere");
}

void
threadmain(int argc, char **argv)
{
	Window *w = mallocz(sizeof *w, 1);

	USED(argc);
	USED(argv);
	w->read = chancreate(sizeof(Reader), 0);
	w->click = chancreate(sizeof(ulong), 0);
	threadcreate(window, w, 8192);
	threadcreate(reader, w, 8192);
	for (;;)
		sendul(w->click, clicked());
}
