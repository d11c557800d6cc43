/* The dictionary answers what it is asked. When main has nothing to ask it tells the thread so, and joins: no answer is
 * on its way.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

struct words {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    char * items[1];
    unsigned first, count;
};

static void words_push(struct words *q, char * item)
{
    pthread_mutex_lock(&q->lock);
    while (q->count == 1)
        pthread_cond_wait(&q->room, &q->lock);
    q->items[(q->first + q->count++) % 1] = item;
    pthread_cond_signal(&q->some);
    pthread_mutex_unlock(&q->lock);
}

static char * words_pop(struct words *q)
{
    pthread_mutex_lock(&q->lock);
    while (q->count == 0)
        pthread_cond_wait(&q->some, &q->lock);
    char * item = q->items[q->first];
    q->first = (q->first + 1) % 1;
    q->count--;
    pthread_cond_signal(&q->room);
    pthread_mutex_unlock(&q->lock);
    return item;
}

struct dictionary {
    struct words questions, answers;
};

char *dictionary_look_up(char *word);
char *user_word(void);

static void *look_up(void *arg)
{
    struct dictionary *d = arg;
    char *word;
    while ((word = words_pop(&d->questions)))
        words_push(&d->answers, dictionary_look_up(word)); /* EXPECT note blocking-send: main waits for it */
    return NULL;
}

int main(void)
{
    struct dictionary *d = calloc(1, sizeof *d);
    pthread_t thread;
    char *word;
    pthread_create(&thread, NULL, look_up, d);
    while ((word = user_word())) {
        words_push(&d->questions, word);
        puts(words_pop(&d->answers));
    }
    words_push(&d->questions, NULL);
    pthread_join(thread, NULL);
    free(d);
    return 0;
}
