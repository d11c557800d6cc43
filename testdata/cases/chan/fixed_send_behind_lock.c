/* The job is counted under the lock, and sent behind it.
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
        pthread_mutex_unlock(&s->lock);
        chan_send(s->jobs, job); /* EXPECT note blocking-send: print_jobs stays */
    }
    return NULL;
}

static void print_jobs(struct spooler *s)
{
    void *job;
    while (chan_recv(s->jobs, &job) == 0) {
        job_print(job);
        pthread_mutex_lock(&s->lock);
        s->waiting--;
        pthread_mutex_unlock(&s->lock);
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
