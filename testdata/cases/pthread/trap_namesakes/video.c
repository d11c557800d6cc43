#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct buffer {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    void *frames[3];
    int n;
};

void audio_call(void);
void *camera(void);
int screen(void *frame);
int call_begin(void);

static bool push(struct buffer *b, void *frame)
{
    pthread_mutex_lock(&b->lock);
    while (b->n == 3)
        pthread_cond_wait(&b->room, &b->lock);
    b->frames[b->n++] = frame;
    pthread_cond_signal(&b->some);
    pthread_mutex_unlock(&b->lock);
    return frame != NULL;
}

static void *pop(struct buffer *b)
{
    pthread_mutex_lock(&b->lock);
    while (b->n == 0)
        pthread_cond_wait(&b->some, &b->lock);
    void *frame = b->frames[--b->n];
    pthread_cond_signal(&b->room);
    pthread_mutex_unlock(&b->lock);
    return frame;
}

static void *capture(void *arg)
{
    struct buffer *b = arg;
    while (push(b, camera())) /* EXPECT error blocking-send: the video call may be over */
        ;
    return NULL;
}

static void video_call(void)
{
    struct buffer *b = calloc(1, sizeof *b);
    pthread_t thread;
    pthread_create(&thread, NULL, capture, b);
    pthread_detach(thread);
    while (screen(pop(b)) == 0)
        ;
}

int main(void)
{
    int kind;
    while ((kind = call_begin())) {
        if (kind == 1)
            audio_call();
        else
            video_call();
    }
    return 0;
}
