/* An import parses its schema in a thread; it opens the database first, and starts the thread when that worked. */
#include <pthread.h>
#include <stdlib.h>

struct handover {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    int full;
    void *value;
};

struct job {
    const char *path;
    struct handover handover;
};

void *schema_parse(const char *path);
int database_open(const char *path);
int database_import(int db, void *schema);
const char *next_import(void);

static void handover_give(struct handover *h, void *value)
{
    pthread_mutex_lock(&h->lock);
    while (h->full)
        pthread_cond_wait(&h->changed, &h->lock);
    h->value = value;
    h->full = 1;
    pthread_cond_broadcast(&h->changed);
    while (h->full)
        pthread_cond_wait(&h->changed, &h->lock);
    pthread_mutex_unlock(&h->lock);
}

static void *handover_accept(struct handover *h)
{
    pthread_mutex_lock(&h->lock);
    while (!h->full)
        pthread_cond_wait(&h->changed, &h->lock);
    void *value = h->value;
    h->full = 0;
    pthread_cond_broadcast(&h->changed);
    pthread_mutex_unlock(&h->lock);
    return value;
}

static void *parse(void *arg)
{
    struct job *job = arg;
    handover_give(&job->handover, schema_parse(job->path));
    return NULL;
}

static int import(const char *path)
{
    int db = database_open(path);
    if (db < 0)
        return -1;
    struct job *job = calloc(1, sizeof *job);
    pthread_t parser;
    job->path = path;
    pthread_create(&parser, NULL, parse, job);
    pthread_detach(parser);
    return database_import(db, handover_accept(&job->handover));
}

int main(void)
{
    const char *path;
    while ((path = next_import()))
        import(path);
    return 0;
}
