/* A feeder fills the channels of an array in turn, and its client reads each by its number, until it hangs up. */
#include <u.h>
#include <libc.h>
#include <thread.h>

int acceptcall(void);
ulong readsensor(int number);
int show(int fd, ulong left, ulong right);

static void
feed(void *v)
{
	Channel **out = v;
	int i;

	for (i = 0;; i = 1 - i)
		sendul(out[i], readsensor(i)); /* EXPECT warning blocking-send: the client reads two, and may hang up */
}

static void
client(void *v)
{
	Channel **out;
	ulong left, right;
	int fd = (int)(uintptr)v;

	out = malloc(2 * sizeof *out);
	out[0] = chancreate(sizeof(ulong), 0);
	out[1] = chancreate(sizeof(ulong), 0);
	proccreate(feed, out, 8192); /* EXPECT warning immortal-task: one more for each client */
	do {
		left = recvul(out[0]);
		right = recvul(out[1]);
	} while (show(fd, left, right) >= 0);
}

void
threadmain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
	for (;;)
		proccreate(client, (void *)(uintptr)acceptcall(), 8192);
}
