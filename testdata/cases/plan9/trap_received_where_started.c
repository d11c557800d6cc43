/* A page may be translated. Whether it was asked for decides the start and, in the same words, the receive. */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Page Page;
struct Page {
	char *text;
	int foreign;
	Channel *english;
};

Page *nextpage(void);
char *translate(char *text);
void show(char *text);

static void
translator(void *arg)
{
	Page *p = arg;

	sendp(p->english, translate(p->text));
}

static void
showpage(Page *p)
{
	p->english = chancreate(sizeof(char *), 0);
	if (p->foreign)
		proccreate(translator, p, 32768);
	show(p->text);
	if (p->foreign)
		show(recvp(p->english));
	chanfree(p->english);
}

void
threadmain(int argc, char **argv)
{
	Page *p;

	USED(argc);
	USED(argv);
	while ((p = nextpage()) != nil)
		showpage(p);
	threadexitsall(nil);
}
