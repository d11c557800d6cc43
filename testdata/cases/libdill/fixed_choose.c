/* A chat's typist indicator: sending is one clause of a choose, the other receives from the channel on which the chat
 * says that it is over.
 */
#include <libdill.h>

int typing_changed(int *who);
int chat_open(void);
int chat_show(int who);

static coroutine void typists(int out, int over)
{
    int who, bye;
    struct chclause clauses[] = {
        {CHSEND, out, &who, sizeof who},
        {CHRECV, over, &bye, sizeof bye},
    };
    while (typing_changed(&who)) {
        if (choose(clauses, 2, -1) != 0)
            break;
    }
}

static void chat(void)
{
    int who, out[2], over[2];
    chmake(out);
    chmake(over);
    go(typists(out[1], over[1]));
    do
        chrecv(out[0], &who, sizeof who, -1);
    while (chat_show(who));
    chdone(over[0]);
}

int main(void)
{
    while (chat_open())
        chat();
    return 0;
}
