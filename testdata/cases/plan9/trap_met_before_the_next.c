/* A process is started for each page, on one channel made once, and the page is taken before the next one starts. */
#include <u.h>
#include <libc.h>
#include <thread.h>

static Channel *pages;

void *scanpage(void);
void ocr(void *page);
void waitforpaper(void);

static void
scan(void *arg)
{
	USED(arg);
	sendp(pages, scanpage());
}

void
threadmain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
	pages = chancreate(sizeof(void *), 0);
	for (;;) {
		waitforpaper();
		proccreate(scan, nil, 65536);
		ocr(recvp(pages));
	}
}
