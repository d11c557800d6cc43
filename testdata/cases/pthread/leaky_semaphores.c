/* Readings of a weather station. The ring is guarded by two semaphores, one counting free slots and one counting
 * readings. A download takes a day's readings and returns; the sampler then waits for a free slot forever.
 */
#include <pthread.h>
#include <semaphore.h>
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
};

int sensor_sample(struct reading *reading);
int download_accept(void);

static void station_put(struct station *s, const struct reading *reading)
{
    sem_wait(&s->slots);
    pthread_mutex_lock(&s->lock);
    s->ring[s->head] = *reading;
    s->head = (s->head + 1) % SLOTS;
    pthread_mutex_unlock(&s->lock);
    sem_post(&s->readings);
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

static void *sample(void *arg)
{
    struct station *s = arg;
    struct reading reading;
    while (sensor_sample(&reading) == 0)
        station_put(s, &reading); /* EXPECT error blocking-send: the download may be over */
    return NULL;
}

static void download(int fd)
{
    struct station *s = calloc(1, sizeof *s);
    struct reading reading;
    pthread_t sampler;
    sem_init(&s->slots, 0, SLOTS);
    sem_init(&s->readings, 0, 0);
    pthread_mutex_init(&s->lock, NULL);
    pthread_create(&sampler, NULL, sample, s);
    pthread_detach(sampler);
    for (int i = 0; i < 1440; i++) {
        station_get(s, &reading);
        if (write(fd, &reading, sizeof reading) < 0)
            break;
    }
    close(fd);
}

int main(void)
{
    int fd;
    while ((fd = download_accept()) >= 0)
        download(fd);
    return 0;
}
