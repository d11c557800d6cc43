/* The weather station, mended: the download marks the station closed and posts a slot, so that a sampler that waits
 * for one wakes, sees the mark, and ends without storing.
 */
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#define SLOTS 24

struct reading {
    float celsius, hectopascal;
};

struct station {
    sem_t slots, readings;
    pthread_mutex_t lock;
    struct reading ring[SLOTS];
    int head, tail;
    atomic_bool closed;
};

int sensor_sample(struct reading *reading);
int download_accept(void);

static bool station_put(struct station *s, const struct reading *reading)
{
    sem_wait(&s->slots);
    if (s->closed)
        return false;
    pthread_mutex_lock(&s->lock);
    s->ring[s->head] = *reading;
    s->head = (s->head + 1) % SLOTS;
    pthread_mutex_unlock(&s->lock);
    sem_post(&s->readings);
    return true;
}

static void station_get(struct station *s, struct reading *reading)
{
    sem_wait(&s->readings);
    pthread_mutex_lock(&s->lock);
    *reading = s->ring[s->tail];
    s->tail = (s->tail + 1) % SLOTS;
    pthread_mutex_unlock(&s->lock);
    sem_post(&s->slots);
}

static void station_close(struct station *s)
{
    s->closed = true;
    sem_post(&s->slots);
}

static void *sample(void *arg)
{
    struct station *s = arg;
    struct reading reading;
    while (sensor_sample(&reading) == 0) {
        if (!station_put(s, &reading))
            return NULL;
    }
    return NULL;
}

static void download(int fd)
{
    struct station *s = calloc(1, sizeof *s);
    struct reading reading;
    pthread_t sampler;
    sem_init(&s->slots, 0, SLOTS);
    sem_init(&s->readings, 0, 0);
    pthread_create(&sampler, NULL, sample, s);
    for (int i = 0; i < 1440; i++) {
        station_get(s, &reading);
        if (write(fd, &reading, sizeof reading) < 0)
            break;
    }
    station_close(s);
    pthread_join(sampler, NULL);
    free(s);
    close(fd);
}

int main(void)
{
    int fd;
    while ((fd = download_accept()) >= 0)
        download(fd);
    return 0;
}
