/* main waits for the scanner to end and prints what it found afterwards. The scanner ends only when all that it finds has
 * found room, and with more than 32 files it waits for main, which waits for the scanner.
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
        names_push(names, name); /* EXPECT error join-deadlock: main receives only once this thread has ended */
    names_push(names, NULL); /* EXPECT error join-deadlock: as above, when the queue is just full */
    return NULL;
}

int main(void)
{
    struct names *names = calloc(1, sizeof *names);
    pthread_t scanner;
    char *name;
    pthread_create(&scanner, NULL, scan, names);
    pthread_join(scanner, NULL);
    while ((name = names_pop(names)))
        puts(name);
    free(names);
    return 0;
}
