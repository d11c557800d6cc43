/* A token bucket: requests wait for a token, a clock thread adds ten each second. The wait ends by itself, and what is
 * counted carries no value.
 */
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

static struct {
    pthread_mutex_t lock;
    pthread_cond_t refilled;
    int tokens;
} bucket = {.lock = PTHREAD_MUTEX_INITIALIZER};

int request_accept(void);
void request_serve(int fd);

static void bucket_take(void)
{
    pthread_mutex_lock(&bucket.lock);
    while (bucket.tokens == 0)
        pthread_cond_wait(&bucket.refilled, &bucket.lock);
    bucket.tokens--;
    pthread_mutex_unlock(&bucket.lock);
}

static void *refill(void *arg)
{
    (void)arg;
    for (;;) {
        sleep(1);
        pthread_mutex_lock(&bucket.lock);
        bucket.tokens = 10;
        pthread_cond_broadcast(&bucket.refilled);
        pthread_mutex_unlock(&bucket.lock);
    }
}

static void *serve(void *arg)
{
    int *fd = arg;
    bucket_take();
    request_serve(*fd);
    close(*fd);
    free(fd);
    return NULL;
}

int main(void)
{
    pthread_t clock, server;
    pthread_create(&clock, NULL, refill, NULL);
    for (;;) {
        int *fd = malloc(sizeof *fd);
        *fd = request_accept();
        pthread_create(&server, NULL, serve, fd);
        pthread_detach(server);
    }
}
