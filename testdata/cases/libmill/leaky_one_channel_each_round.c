/* As trap_one_channel_after_another, but each question is asked twice, and the first answer is enough: the channel that is
 * made for the next question leaves the other one's sender behind.
 */
#include <libmill.h>

int question_next(void);
int answer(int question);
int show(int first);

static coroutine void ask(int question, chan reply)
{
    chs(reply, int, answer(question)); /* EXPECT error blocking-send: one of two is taken */
    chclose(reply);
}

int main(void)
{
    for (;;) {
        int question = question_next();
        chan reply = chmake(int, 0);
        go(ask(question, chdup(reply)));
        go(ask(-question, chdup(reply)));
        choose {
        in(reply, int, value):
            show(value);
        end
        }
        chclose(reply);
    }
}
