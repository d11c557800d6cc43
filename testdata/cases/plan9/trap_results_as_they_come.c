/* One thread collects what the crawlers find. A crawler that finds nothing sends nothing, which hurts nobody. */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Crawl Crawl;
struct Crawl {
	char *url;
	Channel *found;
};

char *nexturl(void);
char *fetch(char *url);
void addpage(char *page);

static void
crawl(void *arg)
{
	Crawl *c = arg;
	char *page;

	page = fetch(c->url);
	if (page == nil)
		return;
	sendp(c->found, page); /* EXPECT note blocking-send: the collector goes on for good */
}

static void
collect(void *arg)
{
	Channel *found = arg;

	for (;;)
		addpage(recvp(found));
}

void
threadmain(int argc, char **argv)
{
	Channel *found;
	Crawl *c;
	char *url;

	USED(argc);
	USED(argv);
	found = chancreate(sizeof(char *), 0);
	threadcreate(collect, found, 32768);
	while ((url = nexturl()) != nil) {
		c = mallocz(sizeof *c, 1);
		c->url = url;
		c->found = found;
		proccreate(crawl, c, 32768);
	}
	threadexits(nil);
}
