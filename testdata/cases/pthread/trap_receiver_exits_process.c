/* The only way out of the receiver's loop ends the process: when the disk is full, it says so and exits. Whoever is
 * blocked sending then ends with it, so the receiver counts as one that stays.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

struct spool {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    int jobs[16], n;
};

static struct spool spool = {.lock = PTHREAD_MUTEX_INITIALIZER};

int client_accept(void);
int client_next_job(int client);
int printer_print(int job);

static void spool_put(struct spool *s, int job)
{
    pthread_mutex_lock(&s->lock);
    while (s->n == 16)
        pthread_cond_wait(&s->room, &s->lock);
    s->jobs[s->n++] = job;
    pthread_cond_signal(&s->some);
    pthread_mutex_unlock(&s->lock);
}

static int spool_get(struct spool *s)
{
    pthread_mutex_lock(&s->lock);
    while (s->n == 0)
        pthread_cond_wait(&s->some, &s->lock);
    int job = s->jobs[--s->n];
    pthread_cond_signal(&s->room);
    pthread_mutex_unlock(&s->lock);
    return job;
}

static void *print_jobs(void *arg)
{
    struct spool *s = arg;
    for (;;) {
        if (printer_print(spool_get(s)) < 0) {
            perror("printer");
            exit(1);
        }
    }
}

static void *accept_jobs(void *arg)
{
    int *client = arg, job;
    while ((job = client_next_job(*client)) > 0)
        spool_put(&spool, job); /* EXPECT note blocking-send: the printer's thread ends only with the process */
    free(client);
    return NULL;
}

int main(void)
{
    pthread_t printer, thread;
    pthread_create(&printer, NULL, print_jobs, &spool);
    for (;;) {
        int *client = malloc(sizeof *client);
        *client = client_accept();
        pthread_create(&thread, NULL, accept_jobs, client);
        pthread_detach(thread);
    }
}
