/* A thread that owns the tape answers requests from a queue. The answer is handed over, and the thread waits until it
 * was accepted; whoever asks accepts it on every way, also when it turns out to be an error.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct answer {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool offered;
    int block;
};

struct request {
    long position;
    struct answer answer;
    struct request *next;
};

static pthread_mutex_t queue_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t queue_filled = PTHREAD_COND_INITIALIZER;
static struct request *first, **last = &first;

int tape_read(long position);
int reader_accept(void);
long reader_wants(int reader);
void reader_block(int reader, int block);

static void answer_give(struct answer *a, int block)
{
    pthread_mutex_lock(&a->lock);
    a->block = block;
    a->offered = true;
    pthread_cond_broadcast(&a->changed);
    while (a->offered)
        pthread_cond_wait(&a->changed, &a->lock);
    pthread_mutex_unlock(&a->lock);
}

static int answer_accept(struct answer *a)
{
    pthread_mutex_lock(&a->lock);
    while (!a->offered)
        pthread_cond_wait(&a->changed, &a->lock);
    int block = a->block;
    a->offered = false;
    pthread_cond_broadcast(&a->changed);
    pthread_mutex_unlock(&a->lock);
    return block;
}

static void request_put(struct request *r)
{
    pthread_mutex_lock(&queue_lock);
    r->next = NULL;
    *last = r;
    last = &r->next;
    pthread_cond_signal(&queue_filled);
    pthread_mutex_unlock(&queue_lock);
}

static struct request *request_take(void)
{
    pthread_mutex_lock(&queue_lock);
    while (!first)
        pthread_cond_wait(&queue_filled, &queue_lock);
    struct request *r = first;
    first = r->next;
    if (!first)
        last = &first;
    pthread_mutex_unlock(&queue_lock);
    return r;
}

static void *tape(void *arg)
{
    (void)arg;
    for (;;) {
        struct request *r = request_take();
        int block = tape_read(r->position);
        answer_give(&r->answer, block); /* EXPECT note blocking-send: whoever asked accepts it */
    }
    return NULL;
}

static int read_block(long position)
{
    struct request *r = calloc(1, sizeof *r);
    pthread_mutex_init(&r->answer.lock, NULL);
    pthread_cond_init(&r->answer.changed, NULL);
    r->position = position;
    request_put(r);
    return answer_accept(&r->answer);
}

static void *reader(void *arg)
{
    int *id = arg;
    long position;
    while ((position = reader_wants(*id)) >= 0)
        reader_block(*id, read_block(position));
    free(id);
    return NULL;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, tape, NULL);
    for (;;) {
        int *id = malloc(sizeof *id);
        *id = reader_accept();
        pthread_create(&thread, NULL, reader, id);
        pthread_detach(thread);
    }
}
