/* Live captions: a caption that finds the ring full is dropped, for a late caption is of no use. Nothing waits for
 * room, so nothing blocks when the viewer leaves.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct captions {
    pthread_mutex_t lock;
    pthread_cond_t some;
    char *texts[4];
    unsigned n, dropped;
};

char *speech_next(void);
int viewer_show(char *text);
int viewer_join(void);

static bool captions_offer(struct captions *c, char *text)
{
    pthread_mutex_lock(&c->lock);
    bool room = c->n < 4;
    if (room) {
        c->texts[c->n++] = text;
        pthread_cond_signal(&c->some);
    } else {
        c->dropped++;
    }
    pthread_mutex_unlock(&c->lock);
    return room;
}

static void *listen_to_speech(void *arg)
{
    struct captions *c = arg;
    char *text;
    while ((text = speech_next())) {
        if (!captions_offer(c, text))
            free(text);
    }
    return NULL;
}

static void view(void)
{
    struct captions *c = calloc(1, sizeof *c);
    pthread_t listener;
    char *text;
    pthread_create(&listener, NULL, listen_to_speech, c);
    pthread_detach(listener);
    do {
        pthread_mutex_lock(&c->lock);
        while (c->n == 0)
            pthread_cond_wait(&c->some, &c->lock);
        text = c->texts[--c->n];
        pthread_mutex_unlock(&c->lock);
    } while (viewer_show(text) == 0);
}

int main(void)
{
    while (viewer_join())
        view();
    return 0;
}
