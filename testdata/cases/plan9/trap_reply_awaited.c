/* One thread rasterizes glyphs for all views. A request carries the channel for its answer, which has no room; but who
 * asks does nothing else before it has the answer, on any way.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Request Request;
struct Request {
	int rune;
	Channel *reply;
};

static Channel *requests;

int viewopen(void);
int viewnext(int fd);
void viewdraw(int fd, ulong glyph);
ulong rasterize(int rune);

static void
rasterizer(void *arg)
{
	Request *r;

	USED(arg);
	for (;;) {
		r = recvp(requests);
		sendul(r->reply, rasterize(r->rune)); /* EXPECT note blocking-send: who asked is waiting for it */
	}
}

static ulong
glyph(int rune)
{
	Request r;
	ulong bits;

	r.rune = rune;
	r.reply = chancreate(sizeof(ulong), 0);
	sendp(requests, &r); /* EXPECT note blocking-send: the rasterizer loops for good */
	bits = recvul(r.reply);
	chanfree(r.reply);
	return bits;
}

static void
view(void *arg)
{
	int *fd = arg;
	int rune;

	while ((rune = viewnext(*fd)) >= 0)
		viewdraw(*fd, glyph(rune));
	free(fd);
}

void
threadmain(int argc, char **argv)
{
	int *fd;

	USED(argc);
	USED(argv);
	requests = chancreate(sizeof(Request *), 0);
	threadcreate(rasterizer, nil, 32768);
	for (;;) {
		fd = mallocz(sizeof *fd, 1);
		*fd = viewopen();
		threadcreate(view, fd, 32768);
	}
}
