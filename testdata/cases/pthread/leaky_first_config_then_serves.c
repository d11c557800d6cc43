/* main takes the first configuration, and then serves for good without a look at the queue; the watcher of the file
 * blocks once the queue is full of newer ones. It is one thread, but nothing ever takes
 * from that queue again.
 */
#include <pthread.h>

struct configs {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    void *pending[4];
    int len;
};

static struct configs configs = {
    .lock = PTHREAD_MUTEX_INITIALIZER, .room = PTHREAD_COND_INITIALIZER, .some = PTHREAD_COND_INITIALIZER};

void *file_changed(void);
void configure(void *config);
int connection_accept(void);
void connection_serve(int fd);

static void configs_push(struct configs *c, void *config)
{
    pthread_mutex_lock(&c->lock);
    while (c->len == 4)
        pthread_cond_wait(&c->room, &c->lock);
    c->pending[c->len++] = config;
    pthread_cond_signal(&c->some);
    pthread_mutex_unlock(&c->lock);
}

static void *configs_pop(struct configs *c)
{
    pthread_mutex_lock(&c->lock);
    while (c->len == 0)
        pthread_cond_wait(&c->some, &c->lock);
    void *config = c->pending[--c->len];
    pthread_cond_signal(&c->room);
    pthread_mutex_unlock(&c->lock);
    return config;
}

static void *watch_file(void *arg)
{
    void *config;
    (void)arg;
    while ((config = file_changed()))
        configs_push(&configs, config); /* EXPECT error blocking-send: main takes the first one only */
    return NULL;
}

int main(void)
{
    pthread_t watcher;
    pthread_create(&watcher, NULL, watch_file, NULL);
    configure(configs_pop(&configs));
    for (;;)
        connection_serve(connection_accept());
}
