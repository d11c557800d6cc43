/* Both sides hold the lock around their operation: the printer can never take what the other one sends once the channel is
 * full.
 */
#include <chan.h>
#include <pthread.h>
#include <stdlib.h>

struct spooler {
    pthread_mutex_t lock;
    chan_t *jobs;
    unsigned waiting;
};

void *job_read(void);
void job_print(void *job);

static void *accept_jobs(void *arg)
{
    struct spooler *s = arg;
    for (;;) {
        void *job = job_read();
        pthread_mutex_lock(&s->lock);
        s->waiting++;
        chan_send(s->jobs, job); /* EXPECT error send-under-lock: print_jobs receives under the same lock */
        pthread_mutex_unlock(&s->lock);
    }
    return NULL;
}

static void print_jobs(struct spooler *s)
{
    for (;;) {
        void *job = NULL;
        pthread_mutex_lock(&s->lock);
        if (s->waiting > 0) {
            chan_recv(s->jobs, &job);
            s->waiting--;
        }
        pthread_mutex_unlock(&s->lock);
        if (job)
            job_print(job);
    }
}

int main(void)
{
    struct spooler *s = calloc(1, sizeof *s);
    pthread_t thread;
    pthread_mutex_init(&s->lock, NULL);
    s->jobs = chan_init(8);
    pthread_create(&thread, NULL, accept_jobs, s);
    print_jobs(s);
    return 0;
}
