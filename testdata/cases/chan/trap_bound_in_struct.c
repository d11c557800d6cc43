/* The number of workers stands in the configuration, which nobody changes between the starts and the receives. */
#include <chan.h>
#include <pthread.h>
#include <stdlib.h>

struct config {
    int workers;
    const char *name;
};

struct worker {
    int id;
    chan_t *done;
};

const struct config *config_next(void);
void worker_run(int id);
void config_done(const char *name);

static void *work(void *arg)
{
    struct worker *worker = arg;
    worker_run(worker->id);
    chan_send(worker->done, worker);
    return NULL;
}

static void run(const struct config *config)
{
    chan_t *done = chan_init(0);
    for (int i = 0; i < config->workers; i++) {
        struct worker *worker = malloc(sizeof *worker);
        pthread_t thread;
        worker->id = i;
        worker->done = done;
        pthread_create(&thread, NULL, work, worker);
        pthread_detach(thread);
    }
    for (int i = 0; i < config->workers; i++) {
        void *worker;
        chan_recv(done, &worker);
        free(worker);
    }
    chan_dispose(done);
}

int main(void)
{
    const struct config *config;
    while ((config = config_next())) {
        run(config);
        config_done(config->name);
    }
    return 0;
}
