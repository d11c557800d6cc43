/* A helper fills the rows of the alt, and returns each whole. The reader may be closed at each title, and another
 * one is opened; a librarian that still looks something up stays in its send.
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
int isclosed(void);
int isopened(void);

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

	while ((file = recvul(c->asked)) != 0) {
		sendul(c->told, lookup(file)); /* EXPECT error blocking-send: the reader has been closed */
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
			if (isclosed())
				return;
			break;
		}
	}
}

static void
browse(void)
{
	Catalogue *c;

	c = malloc(sizeof *c);
	c->asked = chancreate(sizeof(ulong), 0);
	c->told = chancreate(sizeof(ulong), 0);
	proccreate(librarian, c, 8192);
	reader(c);
	free(c);
}

void
threadmain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
	while (isopened())
		browse();
	threadexitsall(nil);
}
