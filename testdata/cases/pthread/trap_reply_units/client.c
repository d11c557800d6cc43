/* Each client has one quote, which it uses for all its orders, one after the other. */
#include "broker.h"
#include <stdlib.h>

int client_accept(void);
int client_share(int fd);
void client_price(int fd, double price);

static double ask(struct quote *quote, int share)
{
    struct order order = {share, quote};
    broker_submit(&order); /* EXPECT note blocking-send: the broker loops for good */
    return quote_take(quote);
}

static void *client(void *arg)
{
    int *fd = arg, share;
    struct quote *quote = calloc(1, sizeof *quote);
    while ((share = client_share(*fd)) >= 0)
        client_price(*fd, ask(quote, share));
    free(quote);
    free(fd);
    return NULL;
}

int main(void)
{
    broker_start();
    for (;;) {
        int *fd = malloc(sizeof *fd);
        pthread_t thread;
        *fd = client_accept();
        pthread_create(&thread, NULL, client, fd);
        pthread_detach(thread);
    }
}
