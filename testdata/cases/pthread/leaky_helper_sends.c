/* A protocol decoder. The task's loop calls a decoder, which calls emit, which sends: two calls down from the body.
 * The trace window is closed while the capture goes on.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct trace {
    pthread_mutex_t lock;
    pthread_cond_t drained, filled;
    char events[32][40];
    int n;
};

struct decoder {
    int device;
    struct trace *trace;
};

long capture(int device, unsigned char *bytes, size_t size);
int window_append(const char *event);
int window_open(void);

static void trace_push(struct trace *t, const char *event)
{
    pthread_mutex_lock(&t->lock);
    while (t->n == 32)
        pthread_cond_wait(&t->drained, &t->lock);
    strcpy(t->events[t->n++], event);
    pthread_cond_signal(&t->filled);
    pthread_mutex_unlock(&t->lock);
}

static void trace_pop(struct trace *t, char *event)
{
    pthread_mutex_lock(&t->lock);
    while (t->n == 0)
        pthread_cond_wait(&t->filled, &t->lock);
    strcpy(event, t->events[--t->n]);
    pthread_cond_signal(&t->drained);
    pthread_mutex_unlock(&t->lock);
}

static void emit(struct decoder *d, const char *event)
{
    if (*event)
        trace_push(d->trace, event); /* EXPECT error blocking-send: the window may be closed */
}

static void decode(struct decoder *d, unsigned char byte)
{
    if (byte == 0x7e)
        emit(d, "frame");
    else if (byte == 0x11)
        emit(d, "resume");
}

static void *run_decoder(void *arg)
{
    struct decoder *d = arg;
    unsigned char bytes[64];
    long n;
    while ((n = capture(d->device, bytes, sizeof bytes)) > 0)
        for (long i = 0; i < n; i++)
            decode(d, bytes[i]);
    return NULL;
}

static void trace_device(int device)
{
    struct decoder *d = calloc(1, sizeof *d);
    char event[40];
    pthread_t thread;
    d->device = device;
    d->trace = calloc(1, sizeof *d->trace);
    pthread_create(&thread, NULL, run_decoder, d);
    pthread_detach(thread);
    do
        trace_pop(d->trace, event);
    while (window_append(event) == 0);
}

int main(void)
{
    int device;
    while ((device = window_open()) >= 0)
        trace_device(device);
    return 0;
}
