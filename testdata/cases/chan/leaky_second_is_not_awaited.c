/* The left and the right page are set in threads of their own; with an error on the one that comes first, the caller
 * returns, and the other one is not taken.
 */
#include <chan.h>
#include <pthread.h>
#include <stdlib.h>

struct page {
    int number;
    chan_t *set;
};

int page_set(int number);
int spread_next(void);
void spread_print(int left);

static void *typeset(void *arg)
{
    struct page *page = arg;
    int result = page_set(page->number);
    chan_send_int32(page->set, result); /* EXPECT error blocking-send: the other page may have had an error */
    free(page);
    return NULL;
}

static void start(int number, chan_t *set)
{
    struct page *page = malloc(sizeof *page);
    pthread_t thread;
    page->number = number;
    page->set = set;
    pthread_create(&thread, NULL, typeset, page);
    pthread_detach(thread);
}

static int spread(int left)
{
    chan_t *set = chan_init(0);
    int32_t result;
    start(left, set);
    start(left + 1, set);
    chan_recv_int32(set, &result);
    if (result < 0)
        return -1;
    chan_recv_int32(set, &result);
    if (result < 0)
        return -1;
    spread_print(left);
    return 0;
}

int main(void)
{
    int left;
    while ((left = spread_next()) >= 0)
        spread(left);
    return 0;
}
