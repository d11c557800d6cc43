/* The transfer that is told in any case. */
#include <libdill.h>

int transfer_next(void);
void transfer_prepare(int transfer);
void transfer_do(int transfer);
int account_locked(int transfer);

static coroutine void transfer(int number, int in)
{
    int permitted;
    transfer_prepare(number);
    chrecv(in, &permitted, sizeof permitted, -1);
    if (permitted)
        transfer_do(number);
}

static int order(int number)
{
    int permitted, ch[2];
    if (chmake(ch) < 0)
        return -1;
    go(transfer(number, ch[1]));
    permitted = !account_locked(number);
    chsend(ch[0], &permitted, sizeof permitted, -1);
    return permitted ? 0 : -1;
}

int main(void)
{
    for (;;)
        order(transfer_next());
}
