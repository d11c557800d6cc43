/* The chunks of a log are searched by a thread each, and as many results are popped as threads were started. The queue
 * has room for four; with more chunks some threads wait, but each of them only for a pop that comes.
 */
#include <pthread.h>
#include <stdlib.h>

struct hits {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    long counts[4];
    int len;
};

struct chunk {
    int log, number;
    struct hits *hits;
};

long chunk_search(int log, int number);
int log_next(int *chunks);
void print_hits(int log, long hits);

static void hits_push(struct hits *h, long count)
{
    pthread_mutex_lock(&h->lock);
    while (h->len == 4)
        pthread_cond_wait(&h->room, &h->lock);
    h->counts[h->len++] = count;
    pthread_cond_signal(&h->some);
    pthread_mutex_unlock(&h->lock);
}

static long hits_pop(struct hits *h)
{
    pthread_mutex_lock(&h->lock);
    while (h->len == 0)
        pthread_cond_wait(&h->some, &h->lock);
    long count = h->counts[--h->len];
    pthread_cond_signal(&h->room);
    pthread_mutex_unlock(&h->lock);
    return count;
}

static void *search(void *arg)
{
    struct chunk *chunk = arg;
    hits_push(chunk->hits, chunk_search(chunk->log, chunk->number));
    free(chunk);
    return NULL;
}

static long search_log(int log, int chunks)
{
    struct hits *hits = calloc(1, sizeof *hits);
    long total = 0;
    for (int i = 0; i < chunks; i++) {
        struct chunk *chunk = malloc(sizeof *chunk);
        pthread_t thread;
        *chunk = (struct chunk){log, i, hits};
        pthread_create(&thread, NULL, search, chunk);
        pthread_detach(thread);
    }
    for (int i = 0; i < chunks; i++)
        total += hits_pop(hits);
    return total;
}

int main(void)
{
    int log, chunks;
    while ((log = log_next(&chunks)) >= 0)
        print_hits(log, search_log(log, chunks));
    return 0;
}
