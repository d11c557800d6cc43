/* disk_close posts once for each writer that it joins.
 */
#include <pthread.h>
#include <semaphore.h>
#include <stdbool.h>
#include <stdlib.h>

struct disk {
    sem_t room, some;
    int blocks[8];
    unsigned in, out;
    bool closed;
    pthread_t writers[2];
};

int next_block(void);
bool flush(int block);

static bool disk_put(struct disk *d, int block)
{
    sem_wait(&d->room);
    if (d->closed)
        return false;
    d->blocks[d->in++ % 8] = block;
    sem_post(&d->some);
    return true;
}

static int disk_take(struct disk *d)
{
    sem_wait(&d->some);
    int block = d->blocks[d->out++ % 8];
    sem_post(&d->room);
    return block;
}

static void *write_blocks(void *arg)
{
    while (disk_put(arg, next_block()))
        ;
    return NULL;
}

static void disk_close(struct disk *d)
{
    d->closed = true;
    for (int i = 0; i < 2; i++)
        sem_post(&d->room);
    for (int i = 0; i < 2; i++)
        pthread_join(d->writers[i], NULL);
}

int main(void)
{
    struct disk *d = calloc(1, sizeof *d);
    sem_init(&d->room, 0, 8);
    sem_init(&d->some, 0, 0);
    for (int i = 0; i < 2; i++)
        pthread_create(&d->writers[i], NULL, write_blocks, d);
    while (flush(disk_take(d)))
        ;
    disk_close(d);
    free(d);
    return 0;
}
