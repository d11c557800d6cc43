/* As many receives as starts, were it not for the pages that are skipped in the second loop. */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Page Page;
struct Page {
	int n;
	Channel *done;
};

int layout(int n);
int ishidden(int n);
int nextbook(int *npages);
void showpage(int n, ulong height);

static void
layoutproc(void *arg)
{
	Page *p = arg;

	sendul(p->done, layout(p->n)); /* EXPECT error blocking-send: hidden pages are not waited for */
	free(p);
}

static void
book(int npages)
{
	Channel *done = chancreate(sizeof(ulong), 0);
	Page *p;
	int i;

	for (i = 0; i < npages; i++) {
		p = mallocz(sizeof *p, 1);
		p->n = i;
		p->done = done;
		proccreate(layoutproc, p, 32768);
	}
	for (i = 0; i < npages; i++) {
		if (ishidden(i))
			continue;
		showpage(i, recvul(done));
	}
}

void
threadmain(int argc, char **argv)
{
	int npages;

	USED(argc);
	USED(argv);
	while (nextbook(&npages))
		book(npages);
}
