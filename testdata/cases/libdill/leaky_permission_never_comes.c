/* A transfer is prepared in a coroutine that then waits for its permission. With a locked account nobody tells it. */
#include <libdill.h>

int transfer_next(void);
void transfer_prepare(int transfer);
void transfer_do(int transfer);
int account_locked(int transfer);

static coroutine void transfer(int number, int in)
{
    int permitted;
    transfer_prepare(number);
    chrecv(in, &permitted, sizeof permitted, -1); /* EXPECT error blocking-receive: the account may be locked */
    if (permitted)
        transfer_do(number);
}

static int order(int number)
{
    int permitted = 1, ch[2];
    if (chmake(ch) < 0)
        return -1;
    go(transfer(number, ch[1]));
    if (account_locked(number))
        return -1;
    chsend(ch[0], &permitted, sizeof permitted, -1);
    return 0;
}

int main(void)
{
    for (;;)
        order(transfer_next());
}
