/* Newsletter rendering: the wait's condition is a helper that says whether to wait, and that looks at the stop flag
 * too.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct outbox {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    char *letters[10];
    size_t head, tail;
    bool aborted;
};

char *letter_render(void);
int smtp_send(char *letter);
int campaign_next(void);

static bool must_wait(const struct outbox *o)
{
    return !o->aborted && o->head - o->tail == 10;
}

static bool outbox_put(struct outbox *o, char *letter)
{
    pthread_mutex_lock(&o->lock);
    while (must_wait(o))
        pthread_cond_wait(&o->room, &o->lock);
    if (o->aborted) {
        pthread_mutex_unlock(&o->lock);
        free(letter);
        return false;
    }
    o->letters[o->head++ % 10] = letter;
    pthread_cond_signal(&o->some);
    pthread_mutex_unlock(&o->lock);
    return true;
}

static char *outbox_take(struct outbox *o)
{
    pthread_mutex_lock(&o->lock);
    while (o->head == o->tail)
        pthread_cond_wait(&o->some, &o->lock);
    char *letter = o->letters[o->tail++ % 10];
    pthread_cond_signal(&o->room);
    pthread_mutex_unlock(&o->lock);
    return letter;
}

static void outbox_abort(struct outbox *o)
{
    pthread_mutex_lock(&o->lock);
    o->aborted = true;
    pthread_cond_broadcast(&o->room);
    pthread_mutex_unlock(&o->lock);
}

static void *render(void *arg)
{
    struct outbox *o = arg;
    char *letter;
    while ((letter = letter_render()) && outbox_put(o, letter))
        ;
    return NULL;
}

static int campaign(void)
{
    struct outbox *o = calloc(1, sizeof *o);
    int status;
    pthread_t renderer;
    pthread_create(&renderer, NULL, render, o);
    do
        status = smtp_send(outbox_take(o));
    while (status == 250);
    outbox_abort(o);
    pthread_join(renderer, NULL);
    free(o);
    return status;
}

int main(void)
{
    while (campaign_next())
        campaign();
    return 0;
}
