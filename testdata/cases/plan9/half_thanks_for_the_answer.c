/* A helper process is asked, answers, and is thanked, all on one channel. Who asks may be interrupted, and then does not
 * take the answer: that blocks the helper in it. But nobody who asks is ever thanked: those do not take each other's
 * thanks.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Helper Helper;
struct Helper {
	Channel *c;
};

void *answer(void *question);
void *readquestion(int fd);
int writeanswer(int fd, void *answer);
int interrupted(void);
int acceptcall(void);

static Helper *thehelper;

static void
helper(void *v)
{
	Helper *h = v;
	void *question;

	for (;;) {
		question = recvp(h->c);
		sendp(h->c, answer(question)); /* EXPECT error blocking-send: who asked was interrupted */
		recvp(h->c);
	}
}

static void *
ask(Helper *h, void *question)
{
	void *found;

	sendp(h->c, question); /* EXPECT note blocking-send: the helper takes every question */
	if (interrupted())
		return nil;
	found = recvp(h->c);
	sendp(h->c, nil); /* EXPECT note blocking-send: the helper waits for it */
	return found;
}

static void
client(void *v)
{
	int fd = (int)(uintptr)v;

	writeanswer(fd, ask(thehelper, readquestion(fd)));
	close(fd);
}

void
threadmain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
	thehelper = malloc(sizeof *thehelper);
	thehelper->c = chancreate(sizeof(void *), 0);
	proccreate(helper, thehelper, 8192);
	for (;;)
		proccreate(client, (void *)(uintptr)acceptcall(), 8192);
}
