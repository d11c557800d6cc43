/* main waits until the election has a leader, once, and then answers requests for good. The next election's result is
 * not taken. Nothing takes from that channel again: an error.
 */
#include <libmill.h>

int election_wait(void);
void leader_set(int leader);
int request_next(void);
void request_answer(int request);

static coroutine void elections(chan leaders)
{
    for (;;) {
        int leader = election_wait();
        chs(leaders, int, leader); /* EXPECT error blocking-send: main takes the first one only */
    }
}

int main(void)
{
    chan leaders = chmake(int, 0);
    go(elections(chdup(leaders)));
    leader_set(chr(leaders, int));
    while (1)
        request_answer(request_next());
}
