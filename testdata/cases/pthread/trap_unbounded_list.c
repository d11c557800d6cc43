/* The same history without a bound: append never waits, so it cannot block, whatever the member does. It may use up
 * the memory, which is somebody else's defect.
 */
#include <pthread.h>
#include <stdlib.h>

struct message {
    struct message *next;
    long id;
};

struct history {
    pthread_mutex_t lock;
    pthread_cond_t longer;
    struct message *first;
};

long archive_next_id(void);
int member_send(long id);
int member_join(void);

static void history_append(struct history *h, struct message *message)
{
    pthread_mutex_lock(&h->lock);
    message->next = h->first;
    h->first = message;
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
        history_append(history, message);
    }
    return NULL;
}

static void welcome_member(void)
{
    struct history *h = calloc(1, sizeof *h);
    pthread_t loader;
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
