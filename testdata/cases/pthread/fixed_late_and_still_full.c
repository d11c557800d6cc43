/* The frame is pushed with a deadline. When that has passed the pusher looks once more, and drops the frame if the
 * place is still taken: the deadline ends the wait, though not by itself. */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

struct screen {
    pthread_mutex_t lock;
    pthread_cond_t shown, put;
    void *next;
};

void screen_push(struct screen *s, void *frame, const struct timespec *until)
{
    pthread_mutex_lock(&s->lock);
    while (s->next) {
        if (pthread_cond_timedwait(&s->shown, &s->lock, until) == ETIMEDOUT) {
            if (s->next)
                goto late;
        }
    }
    s->next = frame;
    frame = NULL;
    pthread_cond_signal(&s->put);
late:
    pthread_mutex_unlock(&s->lock);
    free(frame);
}

void *screen_pop(struct screen *s)
{
    pthread_mutex_lock(&s->lock);
    while (!s->next)
        pthread_cond_wait(&s->put, &s->lock);
    void *frame = s->next;
    s->next = NULL;
    pthread_cond_signal(&s->shown);
    pthread_mutex_unlock(&s->lock);
    return frame;
}

static void *decode(void *arg)
{
    for (int i = 0; i < 100; i++) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_sec++;
        screen_push(arg, malloc(64), &until);
    }
    return NULL;
}

void play(int out)
{
    struct screen *s = calloc(1, sizeof *s);
    pthread_t thread;
    pthread_create(&thread, NULL, decode, s);
    pthread_detach(thread);
    for (;;) {
        void *frame = screen_pop(s);
        if (write(out, frame, 64) < 0)
            return;
        free(frame);
    }
}

int main(void)
{
    for (int client = 3;; client++)
        play(client);
}
