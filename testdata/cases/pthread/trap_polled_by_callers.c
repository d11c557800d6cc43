/* A library decodes ahead into a bounded queue; its user asks for the next picture when it likes, and may be told that
 * there is none yet. Nothing in the library says that the user stops asking.
 */
#include <pthread.h>
#include <stdlib.h>

enum { ROOM = 8 };

struct decoder {
    pthread_mutex_t lock;
    pthread_cond_t room;
    void *pictures[ROOM];
    int n;
};

void *picture_decode(void);
struct decoder *decoder_open(void);
void *decoder_next(struct decoder *d);

static void *decode(void *arg)
{
    struct decoder *d = arg;
    void *picture;
    while ((picture = picture_decode())) {
        pthread_mutex_lock(&d->lock);
        while (d->n == ROOM)
            pthread_cond_wait(&d->room, &d->lock); /* EXPECT note blocking-send: the user asks for the next */
        d->pictures[d->n++] = picture;
        pthread_mutex_unlock(&d->lock);
    }
    return NULL;
}

struct decoder *decoder_open(void)
{
    struct decoder *d = calloc(1, sizeof *d);
    pthread_t thread;
    if (pthread_create(&thread, NULL, decode, d) != 0) {
        free(d);
        return NULL;
    }
    return d;
}

void *decoder_next(struct decoder *d)
{
    void *picture = NULL;
    pthread_mutex_lock(&d->lock);
    if (d->n > 0) {
        picture = d->pictures[--d->n];
        pthread_cond_signal(&d->room);
    }
    pthread_mutex_unlock(&d->lock);
    return picture;
}
