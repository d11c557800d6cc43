/* The same leak as elsewhere, known and accepted: the comment says why, and the finding is not shown. */
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

struct ring {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    int values[16], n;
};

int probe(int *value);
int console_accept(void);

static void ring_push(struct ring *r, int value)
{
    pthread_mutex_lock(&r->lock);
    while (r->n == 16)
        pthread_cond_wait(&r->room, &r->lock);
    r->values[r->n++] = value;
    pthread_cond_signal(&r->some);
    pthread_mutex_unlock(&r->lock);
}

static int ring_pop(struct ring *r)
{
    pthread_mutex_lock(&r->lock);
    while (r->n == 0)
        pthread_cond_wait(&r->some, &r->lock);
    int value = r->values[--r->n];
    pthread_cond_signal(&r->room);
    pthread_mutex_unlock(&r->lock);
    return value;
}

static void *probe_device(void *arg)
{
    struct ring *r = arg;
    int value;
    while (probe(&value))
        ring_push(r, value); // chanlint: ignore blocking-send -- a test rig, restarted for each console
    return NULL;
}

static void console(int fd)
{
    struct ring *r = calloc(1, sizeof *r);
    pthread_t prober;
    pthread_create(&prober, NULL, probe_device, r);
    for (;;) {
        int value = ring_pop(r);
        if (write(fd, &value, sizeof value) < 0)
            return;
    }
}

int main(void)
{
    for (;;)
        console(console_accept());
}
