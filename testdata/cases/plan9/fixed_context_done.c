/* The fetcher of leaky_context_done, which sends the page or sees that the context is done. */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Fetch Fetch;
struct Fetch {
	char *url;
	Channel *page;
	Channel *done;
};

char *geturl(char *url);
char *nexturl(void);
Channel *contextdone(void);
void show(char *page);

static void
fetcher(void *arg)
{
	Fetch *f = arg;
	char *page = geturl(f->url);
	ulong over;
	Alt a[] = {
		{.c = f->page, .v = &page, .op = CHANSND},
		{.c = f->done, .v = &over, .op = CHANRCV},
		{.op = CHANEND},
	};

	if (alt(a) == 1)
		free(page);
	free(f);
}

static void
visit(char *url)
{
	Fetch *f = mallocz(sizeof *f, 1);
	char *page;
	ulong over;

	f->url = url;
	f->page = chancreate(sizeof(char *), 0);
	f->done = contextdone();
	Alt a[] = {
		{.c = f->page, .v = &page, .op = CHANRCV},
		{.c = f->done, .v = &over, .op = CHANRCV},
		{.op = CHANEND},
	};
	threadcreate(fetcher, f, 8192);
	if (alt(a) == 0)
		show(page);
}

void
threadmain(int argc, char **argv)
{
	char *url;

	USED(argc);
	USED(argv);
	while ((url = nexturl()) != nil)
		visit(url);
}
