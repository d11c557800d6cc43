/* A download reports once: 0 from where it failed, after which it ends, or its length. The caller takes that one. */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Fetch Fetch;
struct Fetch {
	char *url;
	Channel *length;
};

int dialurl(char *url);
long copyfrom(int fd);
char *nexturl(void);
void show(char *url, ulong length);

static void
fetch(void *arg)
{
	Fetch *f = arg;
	int fd;
	long n;

	if ((fd = dialurl(f->url)) < 0) {
		sendul(f->length, 0);
		threadexits("dial");
	}
	n = copyfrom(fd);
	close(fd);
	sendul(f->length, n);
}

static ulong
download(char *url)
{
	Fetch f;
	ulong length;

	f.url = url;
	f.length = chancreate(sizeof(ulong), 0);
	proccreate(fetch, &f, 32768);
	length = recvul(f.length);
	chanfree(f.length);
	return length;
}

void
threadmain(int argc, char **argv)
{
	char *url;

	USED(argc);
	USED(argv);
	while ((url = nexturl()) != nil)
		show(url, download(url));
}
