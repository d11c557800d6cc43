/* The wait tests a stop flag and has a way out for it, as it should. But nothing in the program ever sets the flag:
 * the function that did went with the old shutdown code.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

struct feed {
    pthread_mutex_t lock;
    pthread_cond_t room, item;
    int entries[30], len;
    bool stopped;
};

int rss_next(int *entry);
int reader_accept(void);

static bool feed_push(struct feed *f, int entry)
{
    pthread_mutex_lock(&f->lock);
    while (f->len == 30 && !f->stopped)
        pthread_cond_wait(&f->room, &f->lock);
    if (f->stopped) {
        pthread_mutex_unlock(&f->lock);
        return false;
    }
    f->entries[f->len++] = entry;
    pthread_cond_signal(&f->item);
    pthread_mutex_unlock(&f->lock);
    return true;
}

static int feed_pop(struct feed *f)
{
    pthread_mutex_lock(&f->lock);
    while (f->len == 0)
        pthread_cond_wait(&f->item, &f->lock);
    int entry = f->entries[--f->len];
    pthread_cond_signal(&f->room);
    pthread_mutex_unlock(&f->lock);
    return entry;
}

static void *poll_feed(void *arg)
{
    struct feed *f = arg;
    int entry;
    while (rss_next(&entry)) {
        if (!feed_push(f, entry)) /* EXPECT error blocking-send: nobody sets stopped */
            break;
    }
    return NULL;
}

static void serve(int reader)
{
    struct feed *f = calloc(1, sizeof *f);
    pthread_t poller;
    pthread_create(&poller, NULL, poll_feed, f);
    pthread_detach(poller);
    for (;;) {
        int entry = feed_pop(f);
        if (write(reader, &entry, sizeof entry) < 0)
            return;
    }
}

int main(void)
{
    for (;;)
        serve(reader_accept());
}
