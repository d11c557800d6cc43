/* A translator's queue looks at `closed` when push is entered, and not again: the loop that waits for room does not
 * test it. Closing broadcasts, the sleeper wakes, finds the queue still full, and sleeps again.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct sentences {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    char *items[6];
    int n;
    bool closed;
};

char *model_next_sentence(void);
int reader_show(char *sentence);
int reader_open(void);

static bool sentences_push(struct sentences *s, char *sentence)
{
    pthread_mutex_lock(&s->lock);
    if (s->closed) {
        pthread_mutex_unlock(&s->lock);
        return false;
    }
    while (s->n == 6)
        pthread_cond_wait(&s->room, &s->lock);
    s->items[s->n++] = sentence;
    pthread_cond_signal(&s->some);
    pthread_mutex_unlock(&s->lock);
    return true;
}

static char *sentences_pop(struct sentences *s)
{
    pthread_mutex_lock(&s->lock);
    while (s->n == 0)
        pthread_cond_wait(&s->some, &s->lock);
    char *sentence = s->items[--s->n];
    pthread_cond_signal(&s->room);
    pthread_mutex_unlock(&s->lock);
    return sentence;
}

static void sentences_close(struct sentences *s)
{
    pthread_mutex_lock(&s->lock);
    s->closed = true;
    pthread_cond_broadcast(&s->room);
    pthread_mutex_unlock(&s->lock);
}

static void *translate(void *arg)
{
    struct sentences *out = arg;
    char *sentence;
    while ((sentence = model_next_sentence())) {
        if (!sentences_push(out, sentence)) /* EXPECT error uncovered-send: closed is tested before the wait only */
            break;
    }
    return NULL;
}

static void read_translation(void)
{
    struct sentences *s = calloc(1, sizeof *s);
    pthread_t translator;
    pthread_create(&translator, NULL, translate, s);
    while (reader_show(sentences_pop(s)))
        ;
    sentences_close(s);
    pthread_join(translator, NULL);
    free(s);
}

int main(void)
{
    while (reader_open())
        read_translation();
    return 0;
}
