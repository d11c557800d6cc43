/* The order is booked and mailed at once. Whichever thread is done first lets the shop go on to the next order; the
 * slower one waits for a receiver that does not come.
 */
#include <chan.h>
#include <pthread.h>
#include <stdlib.h>

struct task {
    int order;
    chan_t *done;
};

int order_next(void);
int order_book(int order);
int order_mail(int order);
void shop_log(int order, int32_t status);

static void *book(void *arg)
{
    struct task *task = arg;
    chan_send_int32(task->done, order_book(task->order)); /* EXPECT error blocking-send: the mail may be faster */
    return NULL;
}

static void *mail(void *arg)
{
    struct task *task = arg;
    chan_send_int32(task->done, order_mail(task->order)); /* EXPECT error blocking-send: the booking may be faster */
    return NULL;
}

static void process(int order)
{
    struct task *task = malloc(sizeof *task);
    pthread_t booking, mailing;
    int32_t status;
    task->order = order;
    task->done = chan_init(0);
    pthread_create(&booking, NULL, book, task);
    pthread_create(&mailing, NULL, mail, task);
    pthread_detach(booking);
    pthread_detach(mailing);
    chan_recv_int32(task->done, &status);
    shop_log(order, status);
}

int main(void)
{
    int order;
    while ((order = order_next()) >= 0)
        process(order);
    return 0;
}
