/* The half fix of a poller: its loop tests the stop flag before each poll, and whoever closes the connection sets it.
 * But the push that comes next waits for room only. When the connection closes while the ring is full, the flag is
 * set for a thread that sleeps.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

struct poller {
    atomic_bool stop;
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    int events[16], n;
};

int upstream_poll(int *event);
int client_accept(void);

static void push(struct poller *p, int event)
{
    pthread_mutex_lock(&p->lock);
    while (p->n == 16)
        pthread_cond_wait(&p->room, &p->lock);
    p->events[p->n++] = event;
    pthread_cond_signal(&p->some);
    pthread_mutex_unlock(&p->lock);
}

static int pop(struct poller *p)
{
    pthread_mutex_lock(&p->lock);
    while (p->n == 0)
        pthread_cond_wait(&p->some, &p->lock);
    int event = p->events[--p->n];
    pthread_cond_signal(&p->room);
    pthread_mutex_unlock(&p->lock);
    return event;
}

static void *poll_upstream(void *arg)
{
    struct poller *p = arg;
    int event;
    while (!p->stop) {
        if (upstream_poll(&event))
            push(p, event); /* EXPECT error uncovered-send: stop cannot reach the wait for room */
    }
    return NULL;
}

static void serve(int fd)
{
    struct poller *p = calloc(1, sizeof *p);
    pthread_t thread;
    pthread_create(&thread, NULL, poll_upstream, p);
    for (;;) {
        int event = pop(p);
        if (write(fd, &event, sizeof event) < 0)
            break;
    }
    p->stop = true;
    pthread_join(thread, NULL);
    free(p);
}

int main(void)
{
    for (;;)
        serve(client_accept());
}
