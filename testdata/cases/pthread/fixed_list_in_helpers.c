/* The sampler of leaky_list_in_helpers, whose wait ends once the client has hung up. */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

enum { ROOM = 16 };

int client_accept(void);
int sample_next(void);

struct sample {
    struct sample *next;
    int value;
};

struct samples {
    pthread_mutex_t lock;
    pthread_cond_t room, any;
    struct sample *first, **end;
    unsigned n;
    bool gone;
};

static struct samples *samples_new(void)
{
    struct samples *s = calloc(1, sizeof *s);
    pthread_mutex_init(&s->lock, NULL);
    pthread_cond_init(&s->room, NULL);
    pthread_cond_init(&s->any, NULL);
    s->end = &s->first;
    return s;
}

static void append(struct samples *s, int value)
{
    struct sample *sample = malloc(sizeof *sample);
    sample->value = value;
    sample->next = NULL;
    *s->end = sample;
    s->end = &sample->next;
    s->n++;
}

static struct sample *remove_first(struct samples *s)
{
    struct sample *sample = s->first;
    s->first = sample->next;
    if (!s->first)
        s->end = &s->first;
    s->n--;
    return sample;
}

static int is_empty(const struct samples *s)
{
    return s->n == 0;
}

static int pop(struct samples *s)
{
    pthread_mutex_lock(&s->lock);
    while (is_empty(s))
        pthread_cond_wait(&s->any, &s->lock);
    struct sample *sample = remove_first(s);
    pthread_cond_signal(&s->room);
    pthread_mutex_unlock(&s->lock);
    int value = sample->value;
    free(sample);
    return value;
}

static bool push(struct samples *s, int sample)
{
    pthread_mutex_lock(&s->lock);
    while (s->n >= ROOM && !s->gone)
        pthread_cond_wait(&s->room, &s->lock);
    bool goes = !s->gone;
    if (goes) {
        append(s, sample);
        pthread_cond_signal(&s->any);
    }
    pthread_mutex_unlock(&s->lock);
    return goes;
}

static void leave(struct samples *s)
{
    pthread_mutex_lock(&s->lock);
    s->gone = true;
    pthread_cond_signal(&s->room);
    pthread_mutex_unlock(&s->lock);
}

static void *sampler(void *arg)
{
    for (int sample; (sample = sample_next()) >= 0 && push(arg, sample);)
        ;
    return NULL;
}

static void serve(int client)
{
    struct samples *s = samples_new();
    pthread_t thread;
    int sample;
    pthread_create(&thread, NULL, sampler, s);
    do
        sample = pop(s);
    while (write(client, &sample, sizeof sample) >= 0);
    leave(s);
    pthread_join(thread, NULL);
    free(s);
}

int main(void)
{
    int client;
    while ((client = client_accept()) >= 0)
        serve(client);
    return 0;
}
