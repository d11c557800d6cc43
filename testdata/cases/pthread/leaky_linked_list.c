/* A chat room's history for a member who joins: a loader appends messages to a linked list whose length is bounded by
 * a count. The member leaves in the middle of it.
 */
#include <pthread.h>
#include <stdlib.h>

struct message {
    struct message *next;
    long id;
};

struct history {
    pthread_mutex_t lock;
    pthread_cond_t shorter, longer;
    struct message *first, **last;
    int length, limit;
};

long archive_next_id(void);
int member_send(long id);
int member_join(void);

static void history_append(struct history *h, struct message *message)
{
    message->next = NULL;
    pthread_mutex_lock(&h->lock);
    while (h->length >= h->limit)
        pthread_cond_wait(&h->shorter, &h->lock);
    *h->last = message;
    h->last = &message->next;
    h->length++;
    pthread_cond_signal(&h->longer);
    pthread_mutex_unlock(&h->lock);
}

static struct message *history_remove(struct history *h)
{
    pthread_mutex_lock(&h->lock);
    while (!h->first)
        pthread_cond_wait(&h->longer, &h->lock);
    struct message *message = h->first;
    h->first = message->next;
    if (!h->first)
        h->last = &h->first;
    h->length--;
    pthread_cond_signal(&h->shorter);
    pthread_mutex_unlock(&h->lock);
    return message;
}

static void *load(void *arg)
{
    struct history *history = arg;
    long id;
    while ((id = archive_next_id()) > 0) {
        struct message *message = malloc(sizeof *message);
        message->id = id;
        history_append(history, message); /* EXPECT error blocking-send: the member may leave first */
    }
    return NULL;
}

static void welcome_member(void)
{
    struct history *h = calloc(1, sizeof *h);
    pthread_t loader;
    h->limit = 50;
    h->last = &h->first;
    pthread_create(&loader, NULL, load, h);
    pthread_detach(loader);
    for (;;) {
        struct message *message = history_remove(h);
        int sent = member_send(message->id);
        free(message);
        if (sent < 0)
            break;
    }
}

int main(void)
{
    while (member_join())
        welcome_member();
    return 0;
}
