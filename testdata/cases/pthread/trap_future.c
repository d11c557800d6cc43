/* A future: setting it stores once and never waits; only who wants the value waits. The request that gives up early
 * leaves nobody behind.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct future {
    pthread_mutex_t lock;
    pthread_cond_t resolved;
    bool ready, abandoned;
    double value;
};

double forecast_compute(void);
int request_next(void);
int request_still_wanted(void);
void request_answer(double value);

static void *compute(void *arg)
{
    struct future *f = arg;
    double value = forecast_compute();
    pthread_mutex_lock(&f->lock);
    f->value = value;
    f->ready = true;
    pthread_cond_broadcast(&f->resolved);
    bool abandoned = f->abandoned;
    pthread_mutex_unlock(&f->lock);
    if (abandoned)
        free(f);
    return NULL;
}

static void forecast(void)
{
    struct future *f = calloc(1, sizeof *f);
    pthread_t thread;
    pthread_create(&thread, NULL, compute, f);
    pthread_detach(thread);
    pthread_mutex_lock(&f->lock);
    if (!request_still_wanted()) {
        f->abandoned = !f->ready;
        pthread_mutex_unlock(&f->lock);
        return;
    }
    while (!f->ready)
        pthread_cond_wait(&f->resolved, &f->lock);
    pthread_mutex_unlock(&f->lock);
    request_answer(f->value);
    free(f);
}

int main(void)
{
    while (request_next())
        forecast();
    return 0;
}
