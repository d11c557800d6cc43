/* main waits for the thread that reads the options before it takes what the other thread downloads.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

struct parts {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    char * items[4];
    unsigned first, count;
};

static void parts_push(struct parts *q, char * item)
{
    pthread_mutex_lock(&q->lock);
    while (q->count == 4)
        pthread_cond_wait(&q->room, &q->lock);
    q->items[(q->first + q->count++) % 4] = item;
    pthread_cond_signal(&q->some);
    pthread_mutex_unlock(&q->lock);
}

static char * parts_pop(struct parts *q)
{
    pthread_mutex_lock(&q->lock);
    while (q->count == 0)
        pthread_cond_wait(&q->some, &q->lock);
    char * item = q->items[q->first];
    q->first = (q->first + 1) % 4;
    q->count--;
    pthread_cond_signal(&q->room);
    pthread_mutex_unlock(&q->lock);
    return item;
}

char *download_part(void);
void options_read(const char *file);

static void *download(void *arg)
{
    struct parts *parts = arg;
    char *part;
    do {
        part = download_part();
        parts_push(parts, part); /* EXPECT note blocking-send: main takes until the last */
    } while (part);
    return NULL;
}

static void *read_options(void *arg)
{
    options_read(arg);
    return NULL;
}

int main(void)
{
    struct parts *parts = calloc(1, sizeof *parts);
    pthread_t threads[2];
    char *part;
    pthread_create(&threads[0], NULL, download, parts);
    pthread_create(&threads[1], NULL, read_options, "options");
    pthread_join(threads[1], NULL);
    while ((part = parts_pop(parts)))
        puts(part);
    pthread_join(threads[0], NULL);
    free(parts);
    return 0;
}
