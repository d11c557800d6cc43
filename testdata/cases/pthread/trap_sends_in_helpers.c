/* The outcome is pushed by one of two helpers, and either is the last thing that the thread does. */
#include <pthread.h>
#include <stdlib.h>

struct outcomes {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    int values[1];
    int len;
};

struct build {
    int target;
    struct outcomes *outcomes;
};

int target_compile(int target);
int target_link(int target);
int target_next(void);
void target_status(int status);

static void push(struct outcomes *o, int value)
{
    pthread_mutex_lock(&o->lock);
    while (o->len == 1)
        pthread_cond_wait(&o->room, &o->lock);
    o->values[o->len++] = value;
    pthread_cond_signal(&o->some);
    pthread_mutex_unlock(&o->lock);
}

static int pop(struct outcomes *o)
{
    pthread_mutex_lock(&o->lock);
    while (o->len == 0)
        pthread_cond_wait(&o->some, &o->lock);
    int value = o->values[--o->len];
    pthread_cond_signal(&o->room);
    pthread_mutex_unlock(&o->lock);
    return value;
}

static void report_failure(struct build *b)
{
    push(b->outcomes, -1);
}

static void report_success(struct build *b, int size)
{
    push(b->outcomes, size);
}

static void *build(void *arg)
{
    struct build *b = arg;
    if (target_compile(b->target) < 0) {
        report_failure(b);
        return NULL;
    }
    report_success(b, target_link(b->target));
    return NULL;
}

static int make(int target)
{
    struct outcomes *outcomes = calloc(1, sizeof *outcomes);
    struct build b = {target, outcomes};
    pthread_t thread;
    pthread_create(&thread, NULL, build, &b);
    int status = pop(outcomes);
    pthread_join(thread, NULL);
    free(outcomes);
    return status;
}

int main(void)
{
    int target;
    while ((target = target_next()) >= 0)
        target_status(make(target));
    return 0;
}
