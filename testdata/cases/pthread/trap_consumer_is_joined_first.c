/* Two threads: main waits for the one that takes, then for the one that gives. Neither needs main.
 */
#include <pthread.h>
#include <stdio.h>

struct lines {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    char * items[16];
    unsigned first, count;
};

static void lines_push(struct lines *q, char * item)
{
    pthread_mutex_lock(&q->lock);
    while (q->count == 16)
        pthread_cond_wait(&q->room, &q->lock);
    q->items[(q->first + q->count++) % 16] = item;
    pthread_cond_signal(&q->some);
    pthread_mutex_unlock(&q->lock);
}

static char * lines_pop(struct lines *q)
{
    pthread_mutex_lock(&q->lock);
    while (q->count == 0)
        pthread_cond_wait(&q->some, &q->lock);
    char * item = q->items[q->first];
    q->first = (q->first + 1) % 16;
    q->count--;
    pthread_cond_signal(&q->room);
    pthread_mutex_unlock(&q->lock);
    return item;
}

char *log_read(void);

static struct lines lines = {.lock = PTHREAD_MUTEX_INITIALIZER, .room = PTHREAD_COND_INITIALIZER,
    .some = PTHREAD_COND_INITIALIZER};

static void *read_log(void *arg)
{
    char *line;
    do {
        line = log_read();
        lines_push(&lines, line); /* EXPECT note blocking-send: the other thread takes until the last */
    } while (line);
    return arg;
}

static void *print_log(void *arg)
{
    char *line;
    while ((line = lines_pop(&lines)))
        puts(line);
    return arg;
}

int main(void)
{
    pthread_t reader, printer;
    pthread_create(&reader, NULL, read_log, NULL);
    pthread_create(&printer, NULL, print_log, NULL);
    pthread_join(printer, NULL);
    pthread_join(reader, NULL);
    return 0;
}
