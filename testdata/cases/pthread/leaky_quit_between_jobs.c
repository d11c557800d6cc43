/* A printer's thread looks between its jobs whether it should quit. printer_stop sets the flag and even signals; but the
 * wait for a job tests only whether there is one, finds none, and sleeps again, and the join never returns.
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

static int take_job(struct printer *p)
{
    pthread_mutex_lock(&p->lock);
    while (p->n == 0)
        pthread_cond_wait(&p->some, &p->lock);
    int job = p->jobs[--p->n];
    pthread_mutex_unlock(&p->lock);
    return job;
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
    struct printer *p = arg;
    while (!p->quit)
        print(take_job(p)); // EXPECT error blocking-wait: the wait does not test the flag
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
