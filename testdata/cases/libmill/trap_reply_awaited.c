/* One coroutine owns the inventory, and every change is a request to it with a channel for the outcome. An order does
 * nothing more before it has the outcome.
 */
#include <libmill.h>

struct change {
    int item, by;
    chan outcome;
};

int order_next(int *item, int *by);
void order_settle(int item, int left);
int stock_change(int item, int by);

static coroutine void inventory(chan changes)
{
    for (;;) {
        struct change change = chr(changes, struct change);
        int left = stock_change(change.item, change.by);
        chs(change.outcome, int, left); /* EXPECT note blocking-send: the order waits for it */
        chclose(change.outcome);
    }
}

static int request(chan changes, int item, int by)
{
    chan outcome = chmake(int, 0);
    struct change change = {item, by, chdup(outcome)};
    chs(changes, struct change, change);
    int left = chr(outcome, int);
    chclose(outcome);
    return left;
}

int main(void)
{
    chan changes = chmake(struct change, 0);
    int item, by;
    go(inventory(chdup(changes)));
    while (order_next(&item, &by))
        order_settle(item, request(changes, item, by));
    return 0;
}
