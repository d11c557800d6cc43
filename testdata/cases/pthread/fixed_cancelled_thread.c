/* The tracker is cancelled by the connection that started it: pthread_cond_wait is a cancellation point, so the thread
 * ends wherever it sleeps, and a clean-up handler gives the mutex back.
 */
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

struct tracker {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    int positions[9], n;
};

int eye_position(int *position);
int viewer_accept(void);

static void unlock(void *mutex)
{
    pthread_mutex_unlock(mutex);
}

static void put_position(struct tracker *t, int position)
{
    pthread_mutex_lock(&t->lock);
    pthread_cleanup_push(unlock, &t->lock);
    while (t->n == 9)
        pthread_cond_wait(&t->room, &t->lock);
    t->positions[t->n++] = position;
    pthread_cond_signal(&t->some);
    pthread_cleanup_pop(1);
}

static int take_position(struct tracker *t)
{
    pthread_mutex_lock(&t->lock);
    while (t->n == 0)
        pthread_cond_wait(&t->some, &t->lock);
    int position = t->positions[--t->n];
    pthread_cond_signal(&t->room);
    pthread_mutex_unlock(&t->lock);
    return position;
}

static void *track(void *arg)
{
    struct tracker *t = arg;
    int position;
    while (eye_position(&position))
        put_position(t, position);
    return NULL;
}

static void view(int fd)
{
    struct tracker *t = calloc(1, sizeof *t);
    pthread_create(&t->thread, NULL, track, t);
    for (;;) {
        int position = take_position(t);
        if (write(fd, &position, sizeof position) < 0)
            break;
    }
    pthread_cancel(t->thread);
    pthread_join(t->thread, NULL);
    free(t);
}

int main(void)
{
    for (;;)
        view(viewer_accept());
}
