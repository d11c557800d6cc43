/* What is done with the quote depends on the order; a cancelled one takes none. */
#include <libmill.h>

enum order {
    BUY,
    SELL,
    CANCEL,
};

int quote(int share);
int order_next(int *share, enum order *order);
void buy(int price);
void sell(int price);

static coroutine void ask_price(int share, chan price)
{
    chs(price, int, quote(share)); /* EXPECT error abandoned-channel: a cancelled order asks for no price */
    chclose(price);
}

static void execute(int share, enum order order)
{
    chan price = chmake(int, 0);
    go(ask_price(share, chdup(price)));
    switch (order) {
    case BUY:
        buy(chr(price, int));
        break;
    case SELL:
        sell(chr(price, int));
        break;
    case CANCEL:
        break;
    }
    chclose(price);
}

int main(void)
{
    int share;
    enum order order;
    while (order_next(&share, &order))
        execute(share, order);
    return 0;
}
