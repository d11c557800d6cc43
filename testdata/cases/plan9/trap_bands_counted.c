/* An image is blurred in eight bands, a process for each; the caller takes eight answers, in whatever order. */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Band Band;
struct Band {
	void *image;
	int n;
	Channel *done;
};

void blurband(void *image, int n);
void *nextimage(void);
void showimage(void *image);

static void
bandproc(void *arg)
{
	Band *b = arg;

	blurband(b->image, b->n);
	sendp(b->done, b);
	threadexits(nil);
}

static void
blur(void *image)
{
	Channel *done = chancreate(sizeof(Band *), 0);
	Band *b;
	int i, j;

	for (i = 0; i < 8; i++) {
		b = mallocz(sizeof *b, 1);
		b->image = image;
		b->n = i;
		b->done = done;
		proccreate(bandproc, b, 32768);
	}
	for (j = 0; j < 8; j++)
		free(recvp(done));
	chanfree(done);
}

void
threadmain(int argc, char **argv)
{
	void *image;

	USED(argc);
	USED(argv);
	while ((image = nextimage()) != nil) {
		blur(image);
		showimage(image);
	}
}
