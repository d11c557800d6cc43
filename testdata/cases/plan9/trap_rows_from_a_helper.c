/* A helper fills the rows of the alt, and returns each whole. The row of the request is switched on while a file waits
 * to be asked for: then the alt sends, else it receives, for the life of the process.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

enum { Ask, Told, Nrow };

typedef struct Catalogue Catalogue;

struct Catalogue {
	Channel *asked;
	Channel *told;
};

ulong lookup(ulong file);
ulong nextfile(void);
void list(ulong title);

static Alt
row(Channel *c, void *v, int op)
{
	Alt a;

	memset(&a, 0, sizeof a);
	a.c = c;
	a.v = v;
	a.op = op;
	return a;
}

static void
librarian(void *arg)
{
	Catalogue *c = arg;
	ulong file;

	for (;;) {
		file = recvul(c->asked);
		sendul(c->told, lookup(file)); /* EXPECT note blocking-send: reader's alt takes it, sooner or later */
	}
}

static void
reader(Catalogue *c)
{
	ulong file, title;
	Alt rows[Nrow + 1];

	rows[Ask] = row(c->asked, &file, CHANNOP);
	rows[Told] = row(c->told, &title, CHANRCV);
	rows[Nrow] = row(nil, nil, CHANEND);
	for (;;) {
		if ((file = nextfile()) != 0)
			rows[Ask].op = CHANSND;
		switch (alt(rows)) {
		case Ask:
			rows[Ask].op = CHANNOP;
			break;
		case Told:
			list(title);
			break;
		}
	}
}

void
threadmain(int argc, char **argv)
{
	Catalogue *c;

	USED(argc);
	USED(argv);
	c = malloc(sizeof *c);
	c->asked = chancreate(sizeof(ulong), 0);
	c->told = chancreate(sizeof(ulong), 0);
	proccreate(librarian, c, 8192);
	reader(c);
}
