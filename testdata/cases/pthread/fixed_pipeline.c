/* Video in two stages, mended: closing a fifo ends both its reads and its writes, each stage closes what it reads from
 * when it can no longer write, and the player closes the last one.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct fifo {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    void *units[25];
    int n;
    bool closed;
};

struct film {
    const char *path;
    struct fifo packets, frames;
};

void *demux(const char *path);
void *decode(void *packet);
int player_show(void *frame);
const char *playlist_next(void);

static bool fifo_write(struct fifo *f, void *unit)
{
    pthread_mutex_lock(&f->lock);
    while (f->n == 25 && !f->closed)
        pthread_cond_wait(&f->changed, &f->lock);
    bool open = !f->closed;
    if (open)
        f->units[f->n++] = unit;
    pthread_cond_broadcast(&f->changed);
    pthread_mutex_unlock(&f->lock);
    return open;
}

static void *fifo_read(struct fifo *f)
{
    void *unit = NULL;
    pthread_mutex_lock(&f->lock);
    while (f->n == 0 && !f->closed)
        pthread_cond_wait(&f->changed, &f->lock);
    if (f->n > 0)
        unit = f->units[--f->n];
    pthread_cond_broadcast(&f->changed);
    pthread_mutex_unlock(&f->lock);
    return unit;
}

static void fifo_close(struct fifo *f)
{
    pthread_mutex_lock(&f->lock);
    f->closed = true;
    pthread_cond_broadcast(&f->changed);
    pthread_mutex_unlock(&f->lock);
}

static void *demuxer(void *arg)
{
    struct film *film = arg;
    void *packet;
    while ((packet = demux(film->path)) && fifo_write(&film->packets, packet))
        ;
    fifo_close(&film->packets);
    return NULL;
}

static void *decoder(void *arg)
{
    struct film *film = arg;
    void *packet;
    while ((packet = fifo_read(&film->packets)) && fifo_write(&film->frames, decode(packet)))
        ;
    fifo_close(&film->packets);
    fifo_close(&film->frames);
    return NULL;
}

static void play(const char *path)
{
    struct film *film = calloc(1, sizeof *film);
    pthread_t threads[2];
    void *frame;
    film->path = path;
    pthread_create(&threads[0], NULL, demuxer, film);
    pthread_create(&threads[1], NULL, decoder, film);
    while ((frame = fifo_read(&film->frames)) && player_show(frame) >= 0)
        ;
    fifo_close(&film->frames);
    pthread_join(threads[1], NULL);
    pthread_join(threads[0], NULL);
    free(film);
}

int main(void)
{
    const char *path;
    while ((path = playlist_next()))
        play(path);
    return 0;
}
