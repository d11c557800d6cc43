/* Two proofs are run at once, and both verdicts are asked for; but when the first is no, && does not ask for another.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

typedef struct Proof Proof;
struct Proof {
	char *claim;
	int method;
	Channel *verdict;
};

int prove(char *claim, int method);
char *nextclaim(void);
void accept1(char *claim);

static void
prover(void *arg)
{
	Proof *p = arg;

	sendul(p->verdict, prove(p->claim, p->method)); /* EXPECT error blocking-send: the other verdict may be no */
	free(p);
}

static void
start(char *claim, int method, Channel *verdict)
{
	Proof *p = mallocz(sizeof *p, 1);

	p->claim = claim;
	p->method = method;
	p->verdict = verdict;
	proccreate(prover, p, 65536);
}

static int
proven(char *claim)
{
	Channel *verdict = chancreate(sizeof(ulong), 0);

	start(claim, 'i', verdict);
	start(claim, 'c', verdict);
	return recvul(verdict) && recvul(verdict);
}

void
threadmain(int argc, char **argv)
{
	char *claim;

	USED(argc);
	USED(argv);
	while ((claim = nextclaim()) != nil)
		if (proven(claim))
			accept1(claim);
}
