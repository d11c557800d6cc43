/* As many threads as there are sources, and as many lines as the page has: the bounds differ. */
#include <pthread.h>
#include <stdlib.h>

struct feed {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    char *headlines[2];
    unsigned in, out;
};

struct source {
    const char *url;
    struct feed *feed;
};

char *headline_fetch(const char *url);
const char *const *reader_sources(int *n);
void page_line(char *headline);

static void feed_push(struct feed *f, char *headline)
{
    pthread_mutex_lock(&f->lock);
    while (f->in - f->out >= 2)
        pthread_cond_wait(&f->room, &f->lock);
    f->headlines[f->in++ & 1] = headline;
    pthread_cond_signal(&f->some);
    pthread_mutex_unlock(&f->lock);
}

static char *feed_pop(struct feed *f)
{
    pthread_mutex_lock(&f->lock);
    while (f->in == f->out)
        pthread_cond_wait(&f->some, &f->lock);
    char *headline = f->headlines[f->out++ & 1];
    pthread_cond_signal(&f->room);
    pthread_mutex_unlock(&f->lock);
    return headline;
}

static void *fetch(void *arg)
{
    struct source *source = arg;
    feed_push(source->feed, headline_fetch(source->url)); /* EXPECT error blocking-send: the page may be full */
    free(source);
    return NULL;
}

static void page(const char *const *urls, int n, int lines)
{
    struct feed *feed = calloc(1, sizeof *feed);
    for (int i = 0; i < n; i++) {
        struct source *source = malloc(sizeof *source);
        pthread_t thread;
        source->url = urls[i];
        source->feed = feed;
        pthread_create(&thread, NULL, fetch, source);
        pthread_detach(thread);
    }
    for (int i = 0; i < lines; i++)
        page_line(feed_pop(feed));
}

int main(void)
{
    const char *const *urls;
    int n;
    while ((urls = reader_sources(&n)))
        page(urls, n, 25);
    return 0;
}
