/* The sampler of a panel is cancelled when the panel is closed, and goes on when there is no panel. */
#include <pthread.h>
#include <stdlib.h>

struct box {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    int len, value;
};

int gauge_read(void);
int panel_open(int panel);
int panel_next(void);
int panel_draw(int panel, int value);

static void box_put(struct box *b, int value)
{
    pthread_mutex_lock(&b->lock);
    while (b->len == 1)
        pthread_cond_wait(&b->changed, &b->lock);
    b->value = value;
    b->len = 1;
    pthread_cond_broadcast(&b->changed);
    pthread_mutex_unlock(&b->lock);
}

static int box_take(struct box *b)
{
    pthread_mutex_lock(&b->lock);
    while (b->len == 0)
        pthread_cond_wait(&b->changed, &b->lock);
    int value = b->value;
    b->len = 0;
    pthread_cond_broadcast(&b->changed);
    pthread_mutex_unlock(&b->lock);
    return value;
}

static void *sample(void *arg)
{
    struct box *b = arg;
    for (;;)
        box_put(b, gauge_read()); /* EXPECT warning lost-cancel: the panel may not open */
    return NULL;
}

static void panel(int number)
{
    struct box *b = calloc(1, sizeof *b);
    pthread_t sampler;
    if (pthread_create(&sampler, NULL, sample, b) != 0)
        return;
    if (panel_open(number) < 0)
        return;
    while (panel_draw(number, box_take(b)))
        ;
    pthread_cancel(sampler);
    pthread_join(sampler, NULL);
}

int main(void)
{
    for (;;)
        panel(panel_next());
}
