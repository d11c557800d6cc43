/* Each client has a lock of its own. The one that is held while a message is pushed is that of the client who sends it;
 * the journal locks the client that it looks after at the moment, which is another one.
 */
#include <pthread.h>
#include <stdio.h>

struct messages {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    int items[16];
    unsigned first, count;
};

static void messages_push(struct messages *q, int item)
{
    pthread_mutex_lock(&q->lock);
    while (q->count == 16)
        pthread_cond_wait(&q->room, &q->lock);
    q->items[(q->first + q->count++) % 16] = item;
    pthread_cond_signal(&q->some);
    pthread_mutex_unlock(&q->lock);
}

static int messages_pop(struct messages *q)
{
    pthread_mutex_lock(&q->lock);
    while (q->count == 0)
        pthread_cond_wait(&q->some, &q->lock);
    int item = q->items[q->first];
    q->first = (q->first + 1) % 16;
    q->count--;
    pthread_cond_signal(&q->room);
    pthread_mutex_unlock(&q->lock);
    return item;
}

struct client {
    pthread_mutex_t lock;
    int sent, seen;
};

static struct messages journal = {.lock = PTHREAD_MUTEX_INITIALIZER, .room = PTHREAD_COND_INITIALIZER,
    .some = PTHREAD_COND_INITIALIZER};

int client_read(struct client *c);
struct client *client_with_oldest(int message);

static void *serve(void *arg)
{
    struct client *c = arg;
    for (;;) {
        int message = client_read(c);
        pthread_mutex_lock(&c->lock);
        c->sent++;
        messages_push(&journal, message); /* EXPECT note blocking-send: main stays */
        pthread_mutex_unlock(&c->lock);
    }
    return NULL;
}

int main(void)
{
    static struct client clients[2] = {{.lock = PTHREAD_MUTEX_INITIALIZER}, {.lock = PTHREAD_MUTEX_INITIALIZER}};
    pthread_t threads[2];
    for (int i = 0; i < 2; i++)
        pthread_create(&threads[i], NULL, serve, &clients[i]); /* EXPECT note immortal-task: two, and for good */
    for (;;) {
        int message = messages_pop(&journal);
        struct client *oldest = client_with_oldest(message);
        pthread_mutex_lock(&oldest->lock);
        oldest->seen++;
        pthread_mutex_unlock(&oldest->lock);
        printf("%d\n", message);
    }
}
