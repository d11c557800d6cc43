/* An agent signs challenges, one at a time, each answered on the channel that came with it. A login that was hung up
 * in the meantime returns without its answer, and the agent serves nobody any more.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Sign Sign;
struct Sign {
	char *challenge;
	Channel *signature;
};

char *rsasign(char *challenge);
char *nextchallenge(void);
int hungup(void);
void answer(char *signature);

static void
agent(void *arg)
{
	Channel *asked = arg;
	Sign *s;

	for (;;) {
		s = recvp(asked);
		sendp(s->signature, rsasign(s->challenge)); /* EXPECT error blocking-send: the login may be hung up */
		free(s);
	}
}

static int
login(Channel *agent, char *challenge)
{
	Channel *signature = chancreate(sizeof(char *), 0);
	Sign *s = mallocz(sizeof *s, 1);

	s->challenge = challenge;
	s->signature = signature;
	sendp(agent, s);
	if (hungup())
		return -1;
	answer(recvp(signature));
	chanfree(signature);
	return 0;
}

void
threadmain(int argc, char **argv)
{
	Channel *asked = chancreate(sizeof(Sign *), 0);
	char *challenge;

	USED(argc);
	USED(argv);
	proccreate(agent, asked, 32768);
	while ((challenge = nextchallenge()) != nil)
		login(asked, challenge);
	threadexitsall(nil);
}
