/* A resolver asks three name servers at once and takes the first answer. The mailbox holds one: the slowest server's
 * thread finds it full, and nobody comes to empty it.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct mailbox {
    pthread_mutex_t lock;
    pthread_cond_t emptied, filled;
    bool full;
    unsigned answer;
};

struct query {
    const char *name;
    int server;
    struct mailbox *reply;
};

unsigned dns_ask(int server, const char *name);
const char *next_lookup(void);
void reply_to_client(unsigned address);

static void mailbox_put(struct mailbox *m, unsigned answer)
{
    pthread_mutex_lock(&m->lock);
    while (m->full)
        pthread_cond_wait(&m->emptied, &m->lock);
    m->answer = answer;
    m->full = true;
    pthread_cond_signal(&m->filled);
    pthread_mutex_unlock(&m->lock);
}

static unsigned mailbox_take(struct mailbox *m)
{
    pthread_mutex_lock(&m->lock);
    while (!m->full)
        pthread_cond_wait(&m->filled, &m->lock);
    unsigned answer = m->answer;
    m->full = false;
    pthread_cond_signal(&m->emptied);
    pthread_mutex_unlock(&m->lock);
    return answer;
}

static void *ask(void *arg)
{
    struct query *q = arg;
    unsigned answer = dns_ask(q->server, q->name);
    mailbox_put(q->reply, answer); /* EXPECT error blocking-send: only the first answers are taken */
    free(q);
    return NULL;
}

static unsigned resolve(const char *name)
{
    struct mailbox *reply = calloc(1, sizeof *reply);
    for (int server = 0; server < 3; server++) {
        struct query *q = malloc(sizeof *q);
        pthread_t thread;
        *q = (struct query){name, server, reply};
        pthread_create(&thread, NULL, ask, q);
        pthread_detach(thread);
    }
    return mailbox_take(reply);
}

int main(void)
{
    const char *name;
    while ((name = next_lookup()))
        reply_to_client(resolve(name));
    return 0;
}
