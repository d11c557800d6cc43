/* The metrics exporter, mended: a push that found no room for a second gives up and says so, and the measuring
 * thread ends.
 */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

struct samples {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    long buffer[100];
    int count;
};

int counter_read(long *value);
int scraper_accept(void);

static int samples_push(struct samples *s, long value)
{
    struct timespec deadline;
    clock_gettime(CLOCK_REALTIME, &deadline);
    deadline.tv_sec += 1;
    pthread_mutex_lock(&s->lock);
    while (s->count == 100) {
        if (pthread_cond_timedwait(&s->room, &s->lock, &deadline) == ETIMEDOUT) {
            pthread_mutex_unlock(&s->lock);
            return -1;
        }
    }
    s->buffer[s->count++] = value;
    pthread_cond_signal(&s->some);
    pthread_mutex_unlock(&s->lock);
    return 0;
}

static long samples_pop(struct samples *s)
{
    pthread_mutex_lock(&s->lock);
    while (s->count == 0)
        pthread_cond_wait(&s->some, &s->lock);
    long value = s->buffer[--s->count];
    pthread_cond_signal(&s->room);
    pthread_mutex_unlock(&s->lock);
    return value;
}

static void *measure(void *arg)
{
    struct samples *out = arg;
    long value;
    while (counter_read(&value)) {
        if (samples_push(out, value) < 0)
            break;
    }
    return NULL;
}

static void export(int fd)
{
    struct samples *samples = calloc(1, sizeof *samples);
    pthread_t thread;
    pthread_create(&thread, NULL, measure, samples);
    for (;;) {
        long value = samples_pop(samples);
        if (write(fd, &value, sizeof value) < 0)
            break;
    }
    pthread_join(thread, NULL);
    free(samples);
}

int main(void)
{
    int fd;
    while ((fd = scraper_accept()) >= 0)
        export(fd);
    return 0;
}
