/* The wait for a job tests whether the printer's thread should quit, too.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct printer {
    pthread_mutex_t lock;
    pthread_cond_t some;
    int jobs[16], n;
    bool quit;
    pthread_t thread;
};

void print(int job);
bool next_job(int *job);

static bool take_job(struct printer *p, int *job)
{
    pthread_mutex_lock(&p->lock);
    while (p->n == 0 && !p->quit)
        pthread_cond_wait(&p->some, &p->lock);
    bool some = p->n > 0;
    if (some)
        *job = p->jobs[--p->n];
    pthread_mutex_unlock(&p->lock);
    return some;
}

static bool submit(struct printer *p, int job)
{
    pthread_mutex_lock(&p->lock);
    bool fits = p->n < 16;
    if (fits)
        p->jobs[p->n++] = job;
    pthread_cond_signal(&p->some);
    pthread_mutex_unlock(&p->lock);
    return fits;
}

static void *work(void *arg)
{
    int job;
    while (take_job(arg, &job))
        print(job);
    return NULL;
}

static void printer_stop(struct printer *p)
{
    pthread_mutex_lock(&p->lock);
    p->quit = true;
    pthread_cond_broadcast(&p->some);
    pthread_mutex_unlock(&p->lock);
    pthread_join(p->thread, NULL);
}

int main(void)
{
    struct printer *p = calloc(1, sizeof *p);
    int job;
    pthread_create(&p->thread, NULL, work, p);
    while (next_job(&job))
        submit(p, job);
    printer_stop(p);
    free(p);
    return 0;
}
