/* A helper process is asked, answers, and is thanked, all on one channel. Once it is told to rest it answers, and leaves:
 * who then thanks it, or asks again, does so for good.
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
int rests(void *question);
int acceptcall(void);

static Helper *thehelper;

static void
helper(void *v)
{
	Helper *h = v;
	void *question;

	for (;;) {
		question = recvp(h->c);
		sendp(h->c, answer(question)); /* EXPECT note blocking-send: who asks waits for it */
		if (rests(question))
			break;
		recvp(h->c);
	}
}

static void *
ask(Helper *h, void *question)
{
	void *found;

	sendp(h->c, question); /* EXPECT warning blocking-send: the helper may rest */
	found = recvp(h->c);
	sendp(h->c, nil); /* EXPECT warning blocking-send: the helper may rest */
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
