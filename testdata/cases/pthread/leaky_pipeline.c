/* Video in two stages: a demuxer feeds a decoder, the decoder feeds the player. Closing the player stops the decoder
 * in its send; the demuxer then finds the first queue full for good, since its receiver, which has no other end, is
 * stuck. Decoders pile up with every film.
 */
#include <pthread.h>
#include <stdlib.h>

struct unit {
    void *data;
    int size;
};

struct fifo {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    struct unit units[25];
    int n;
};

struct film {
    const char *path;
    struct fifo packets, frames;
};

int demux(const char *path, struct unit *packet);
void decode(const struct unit *packet, struct unit *frame);
int player_show(const struct unit *frame);
const char *playlist_next(void);

static void fifo_write(struct fifo *f, struct unit unit)
{
    pthread_mutex_lock(&f->lock);
    while (f->n == 25)
        pthread_cond_wait(&f->room, &f->lock);
    f->units[f->n++] = unit;
    pthread_cond_signal(&f->some);
    pthread_mutex_unlock(&f->lock);
}

static struct unit fifo_read(struct fifo *f)
{
    pthread_mutex_lock(&f->lock);
    while (f->n == 0)
        pthread_cond_wait(&f->some, &f->lock);
    struct unit unit = f->units[--f->n];
    pthread_cond_signal(&f->room);
    pthread_mutex_unlock(&f->lock);
    return unit;
}

static void *demuxer(void *arg)
{
    struct film *film = arg;
    struct unit packet;
    while (demux(film->path, &packet))
        fifo_write(&film->packets, packet); /* EXPECT note blocking-send: the decoder loops for good */
    return NULL;
}

static void *decoder(void *arg)
{
    struct film *film = arg;
    for (;;) {
        struct unit packet = fifo_read(&film->packets), frame;
        decode(&packet, &frame);
        fifo_write(&film->frames, frame); /* EXPECT error blocking-send: the player may be closed */
    }
    return NULL;
}

static void play(const char *path)
{
    struct film *film = calloc(1, sizeof *film);
    pthread_t threads[2];
    film->path = path;
    pthread_create(&threads[0], NULL, demuxer, film);
    pthread_create(&threads[1], NULL, decoder, film); /* EXPECT warning immortal-task: one more for each film */
    for (;;) {
        struct unit frame = fifo_read(&film->frames);
        if (player_show(&frame) < 0)
            return;
    }
}

int main(void)
{
    const char *path;
    while ((path = playlist_next()))
        play(path);
    return 0;
}
