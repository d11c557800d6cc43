/* Word counts of one upload. The thread's handle is a local variable of the function that reads the counts, and is
 * cancelled there when the peer goes away.
 */
#include <pthread.h>
#include <unistd.h>

struct counts {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    unsigned values[2], n;
};

unsigned count_next_paragraph(void);
int upload_accept(void);

static void counts_send(struct counts *c, unsigned value)
{
    pthread_mutex_lock(&c->lock);
    while (c->n == 2)
        pthread_cond_wait(&c->room, &c->lock);
    c->values[c->n++] = value;
    pthread_cond_signal(&c->some);
    pthread_mutex_unlock(&c->lock);
}

static void *count(void *arg)
{
    struct counts *c = arg;
    unsigned n;
    while ((n = count_next_paragraph()) != 0)
        counts_send(c, n);
    return NULL;
}

static void answer(int fd)
{
    struct counts c = {.lock = PTHREAD_MUTEX_INITIALIZER, .n = 0};
    pthread_t counter;
    if (pthread_create(&counter, NULL, count, &c) != 0)
        return;
    for (;;) {
        pthread_mutex_lock(&c.lock);
        while (c.n == 0)
            pthread_cond_wait(&c.some, &c.lock);
        unsigned value = c.values[--c.n];
        pthread_cond_signal(&c.room);
        pthread_mutex_unlock(&c.lock);
        if (write(fd, &value, sizeof value) < 0)
            break;
    }
    pthread_cancel(counter);
    pthread_join(counter, NULL);
}

int main(void)
{
    int fd;
    while ((fd = upload_accept()) >= 0)
        answer(fd);
    return 0;
}
