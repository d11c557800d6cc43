/* A channel of libdill has two halves, and both can send: the question goes one way, the answer comes the other. */
#include <libdill.h>

struct question {
    int a, b;
};

int divisor(int a, int b);
int question_next(struct question *question);
void answer_print(int answer);

static coroutine void oracle(int half)
{
    struct question question;
    if (chrecv(half, &question, sizeof question, -1) < 0)
        return;
    int answer = divisor(question.a, question.b);
    chsend(half, &answer, sizeof answer, -1);
    hclose(half);
}

static int ask(const struct question *question)
{
    int half[2], answer = 0;
    if (chmake(half) < 0)
        return -1;
    go(oracle(half[1]));
    chsend(half[0], question, sizeof *question, -1);
    chrecv(half[0], &answer, sizeof answer, -1);
    hclose(half[0]);
    return answer;
}

int main(void)
{
    struct question question;
    while (question_next(&question))
        answer_print(ask(&question));
    return 0;
}
