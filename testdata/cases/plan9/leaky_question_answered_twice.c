/* A card is asked for one register after the other, and answers some questions twice: its second answer waits until
 * the next question comes, which may be never.
 */
#include <u.h>
#include <libc.h>
#include <thread.h>

static Channel *questions, *answers;

int isaddress(ulong question);
ulong readquestion(void);
void show(ulong answer);
int acceptcall(void);

static ulong
cardread(ulong address)
{
	ulong question;

	question = recvul(questions);
	if (!isaddress(question)) {
		sendul(answers, ~0); /* EXPECT note blocking-send: ask takes the answer to each question */
		return 0;
	}
	sendul(answers, address); /* EXPECT note blocking-send: ask takes the answer to each question */
	sendul(answers, 0); /* EXPECT warning blocking-send: nobody has asked for it */
	return question;
}

static void
card(void *arg)
{
	ulong at;

	USED(arg);
	for (at = 0;; at++)
		cardread(at);
}

static ulong
ask(ulong question)
{
	sendul(questions, question); /* EXPECT note blocking-send: the card reads on, the question answered */
	return recvul(answers);
}

static void
session(void *arg)
{
	ulong question;

	USED(arg);
	while ((question = readquestion()) != 0)
		show(ask(question));
}

void
threadmain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
	questions = chancreate(sizeof(ulong), 0);
	answers = chancreate(sizeof(ulong), 0);
	threadcreate(card, nil, 8192);
	while (acceptcall())
		threadcreate(session, nil, 8192);
	threadexitsall(nil);
}
