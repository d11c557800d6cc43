/* MQTT subscriptions: a reader thread for each takes messages from the broker and queues them for the handler. The
 * predicate of the wait hides in a helper. The handler stops at the first message that it cannot parse.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

#define INBOX 128

struct message {
    char topic[64];
    void *payload;
};

struct inbox {
    pthread_mutex_t lock;
    pthread_cond_t not_full, not_empty;
    struct message *messages[INBOX];
    size_t first, n;
};

struct message *broker_read(int subscription);
int broker_next_subscription(void);
bool handle(const struct message *message);

static bool inbox_is_full(const struct inbox *inbox)
{
    return inbox->n == INBOX;
}

static bool inbox_is_empty(const struct inbox *inbox)
{
    return inbox->n == 0;
}

static void inbox_put(struct inbox *inbox, struct message *message)
{
    pthread_mutex_lock(&inbox->lock);
    while (inbox_is_full(inbox))
        pthread_cond_wait(&inbox->not_full, &inbox->lock);
    inbox->messages[(inbox->first + inbox->n++) % INBOX] = message;
    pthread_cond_signal(&inbox->not_empty);
    pthread_mutex_unlock(&inbox->lock);
}

static struct message *inbox_get(struct inbox *inbox)
{
    pthread_mutex_lock(&inbox->lock);
    while (inbox_is_empty(inbox))
        pthread_cond_wait(&inbox->not_empty, &inbox->lock);
    struct message *message = inbox->messages[inbox->first++ % INBOX];
    inbox->n--;
    pthread_cond_signal(&inbox->not_full);
    pthread_mutex_unlock(&inbox->lock);
    return message;
}

struct subscription {
    int id;
    struct inbox inbox;
};

static void *read_messages(void *arg)
{
    struct subscription *s = arg;
    struct message *message;
    while ((message = broker_read(s->id)) != NULL)
        inbox_put(&s->inbox, message); /* EXPECT error blocking-send: the handler may have given up */
    return NULL;
}

static void subscription_run(int id)
{
    struct subscription *s = calloc(1, sizeof *s);
    pthread_t reader;
    s->id = id;
    pthread_create(&reader, NULL, read_messages, s);
    pthread_detach(reader);
    while (handle(inbox_get(&s->inbox)))
        ;
}

int main(void)
{
    int id;
    while ((id = broker_next_subscription()) >= 0)
        subscription_run(id);
    return 0;
}
