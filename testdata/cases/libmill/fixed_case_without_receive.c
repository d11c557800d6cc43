/* An order asks for its price, and a cancelled one takes it all the same. */
#include <libmill.h>

enum order { BUY, SELL, CANCEL };

int quote(int share);
int order_next(int *share, enum order *order);
void buy(int price);
void sell(int price);

static coroutine void ask_price(int share, chan price)
{
    chs(price, int, quote(share));
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
        chr(price, int);
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
