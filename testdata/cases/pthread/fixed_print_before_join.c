/* The scanner says with NULL that there is no more, and main waits for it to end only behind that.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

struct names {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    char * items[32];
    unsigned first, count;
};

static void names_push(struct names *q, char * item)
{
    pthread_mutex_lock(&q->lock);
    while (q->count == 32)
        pthread_cond_wait(&q->room, &q->lock);
    q->items[(q->first + q->count++) % 32] = item;
    pthread_cond_signal(&q->some);
    pthread_mutex_unlock(&q->lock);
}

static char * names_pop(struct names *q)
{
    pthread_mutex_lock(&q->lock);
    while (q->count == 0)
        pthread_cond_wait(&q->some, &q->lock);
    char * item = q->items[q->first];
    q->first = (q->first + 1) % 32;
    q->count--;
    pthread_cond_signal(&q->room);
    pthread_mutex_unlock(&q->lock);
    return item;
}

char *directory_next(void);

static void *scan(void *arg)
{
    struct names *names = arg;
    char *name;
    while ((name = directory_next()))
        names_push(names, name); /* EXPECT note blocking-send: main takes until the last */
    names_push(names, NULL); /* EXPECT note blocking-send: main takes until the last */
    return NULL;
}

int main(void)
{
    struct names *names = calloc(1, sizeof *names);
    pthread_t scanner;
    char *name;
    pthread_create(&scanner, NULL, scan, names);
    while ((name = names_pop(names)))
        puts(name);
    pthread_join(scanner, NULL);
    free(names);
    return 0;
}
