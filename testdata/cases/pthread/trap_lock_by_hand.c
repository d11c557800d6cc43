/* A lock made by hand, for the state of the thread that serves: whoever wants it waits until the server is idle, and
 * notes who holds it. No message goes through it: the holder itself lets go. */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct job {
    struct job *next;
    void (*run)(void *arg);
    void *arg;
};

struct server {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool idle, held;
    pthread_t holder;
    int claims;
    struct job *jobs;
    long served;
};

static inline pthread_t this_thread(void)
{
    return pthread_self();
}

void server_claim(struct server *s)
{
    pthread_mutex_lock(&s->lock);
    s->claims++;
    while (!s->idle || s->held)
        pthread_cond_wait(&s->changed, &s->lock);
    s->held = true;
    s->holder = this_thread();
    pthread_mutex_unlock(&s->lock);
}

void server_leave(struct server *s)
{
    pthread_mutex_lock(&s->lock);
    s->held = false;
    s->claims--;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->lock);
}

static void server_idle(struct server *s)
{
    pthread_mutex_lock(&s->lock);
    s->idle = true;
    pthread_cond_broadcast(&s->changed);
    while (s->claims > 0)
        pthread_cond_wait(&s->changed, &s->lock);
    s->idle = false;
    pthread_mutex_unlock(&s->lock);
}

static void *report(void *arg)
{
    struct server *s = arg;
    server_claim(s);
    s->served = 0;
    server_leave(s);
    return NULL;
}

int main(void)
{
    struct server *s = calloc(1, sizeof *s);
    for (;;) {
        pthread_t thread;
        pthread_create(&thread, NULL, report, s);
        pthread_detach(thread);
        server_idle(s);
        s->served++;
    }
}
