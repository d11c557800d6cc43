/* The ring's positions only grow, and the writer waits while it is a whole ring ahead of the reader: what it adds brings
 * it nearer to that. The reader stops when its client has gone. */
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

enum { SLOTS = 16 };

struct ring {
    pthread_mutex_t lock;
    pthread_cond_t room, item;
    unsigned long written, read;
    int slots[SLOTS];
};

static void ring_write(struct ring *r, int value)
{
    pthread_mutex_lock(&r->lock);
    while (r->written >= r->read + SLOTS)
        pthread_cond_wait(&r->room, &r->lock);
    r->slots[r->written % SLOTS] = value;
    r->written++;
    pthread_cond_signal(&r->item);
    pthread_mutex_unlock(&r->lock);
}

static int ring_read(struct ring *r)
{
    pthread_mutex_lock(&r->lock);
    while (r->read >= r->written)
        pthread_cond_wait(&r->item, &r->lock);
    int value = r->slots[r->read % SLOTS];
    r->read++;
    pthread_cond_signal(&r->room);
    pthread_mutex_unlock(&r->lock);
    return value;
}

static void *sample(void *arg)
{
    for (int value = 0; value < 1000; value++)
        ring_write(arg, value); // EXPECT error blocking-send: the reader leaves when its client has gone
    return NULL;
}

void stream(int client)
{
    struct ring *r = calloc(1, sizeof *r);
    pthread_t thread;
    pthread_create(&thread, NULL, sample, r);
    pthread_detach(thread);
    for (;;) {
        int value = ring_read(r);
        if (write(client, &value, sizeof value) < 0)
            return;
    }
}

int main(void)
{
    for (int client = 3;; client++)
        stream(client);
}
