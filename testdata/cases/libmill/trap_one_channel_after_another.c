/* Each question has a channel of its own, and its one answer is taken before the next is made: that another channel is
 * made does not mean that this one is left.
 */
#include <libmill.h>

int answer(int question);
int show(int first, int second);

static coroutine void ask(int question, chan reply)
{
    chs(reply, int, answer(question)); /* EXPECT note blocking-send: main takes what it asked for */
    chclose(reply);
}

int main(void)
{
    int first, second;

    chan one = chmake(int, 0);
    go(ask(1, chdup(one)));
    choose {
    in(one, int, value):
        first = value;
    end
    }
    chclose(one);

    chan two = chmake(int, 0);
    go(ask(2, chdup(two)));
    choose {
    in(two, int, value):
        second = value;
    end
    }
    chclose(two);
    return show(first, second);
}
