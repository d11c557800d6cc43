/* ask starts a coroutine and takes its answer; that it is called without end adds nothing. */
#include <libmill.h>

int oracle(int question);
int question_next(void);
void answer_print(int answer);

static coroutine void consult(int question, chan answer)
{
    int said = oracle(question);
    chs(answer, int, said);
    chclose(answer);
}

static int ask(int question)
{
    chan answer = chmake(int, 0);
    go(consult(question, chdup(answer)));
    int said = chr(answer, int);
    chclose(answer);
    return said;
}

int main(void)
{
    while (1)
        answer_print(ask(question_next()));
}
