/* A metrics exporter. Its wait for room is timed, which looks careful, but a timeout only makes it look again: with
 * the scraper gone the loop never ends.
 */
#include <pthread.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

struct sample {
    long time, value;
};

struct samples {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    struct sample buffer[100];
    int count;
};

int counter_read(struct sample *sample);
int scraper_accept(void);

static void samples_push(struct samples *s, const struct sample *sample)
{
    pthread_mutex_lock(&s->lock);
    while (s->count == 100) {
        struct timespec deadline;
        clock_gettime(CLOCK_REALTIME, &deadline);
        deadline.tv_sec += 1;
        pthread_cond_timedwait(&s->room, &s->lock, &deadline);
    }
    s->buffer[s->count++] = *sample;
    pthread_cond_signal(&s->some);
    pthread_mutex_unlock(&s->lock);
}

static void samples_pop(struct samples *s, struct sample *sample)
{
    pthread_mutex_lock(&s->lock);
    while (s->count == 0)
        pthread_cond_wait(&s->some, &s->lock);
    *sample = s->buffer[--s->count];
    pthread_cond_signal(&s->room);
    pthread_mutex_unlock(&s->lock);
}

static void *measure(void *arg)
{
    struct samples *out = arg;
    struct sample sample;
    while (counter_read(&sample))
        samples_push(out, &sample); /* EXPECT error blocking-send: each timeout only waits again */
    return NULL;
}

static void export(int fd)
{
    struct samples *samples = calloc(1, sizeof *samples);
    struct sample sample;
    pthread_t thread;
    pthread_create(&thread, NULL, measure, samples);
    pthread_detach(thread);
    do {
        samples_pop(samples, &sample);
    } while (write(fd, &sample, sizeof sample) == sizeof sample);
    close(fd);
}

int main(void)
{
    int fd;
    while ((fd = scraper_accept()) >= 0)
        export(fd);
    return 0;
}
