/* Sound for a call: the capture thread queues frames for the encoder, and full and empty are macros. The encoder
 * leaves with the call, the capture thread does not.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define FRAMES 10
#define FULL(f) ((f)->used >= FRAMES)
#define EMPTY(f) ((f)->used <= 0)

struct frames {
    pthread_mutex_t lock;
    pthread_cond_t free_frame, new_frame;
    short samples[FRAMES][480];
    int write, read, used;
};

int microphone_read(short *samples, int n);
int encode(const short *samples, int n);
int call_begin(void);

static void frames_write(struct frames *f, const short *samples)
{
    pthread_mutex_lock(&f->lock);
    while (FULL(f))
        pthread_cond_wait(&f->free_frame, &f->lock);
    memcpy(f->samples[f->write], samples, sizeof f->samples[0]);
    f->write = (f->write + 1) % FRAMES;
    f->used++;
    pthread_mutex_unlock(&f->lock);
    pthread_cond_signal(&f->new_frame);
}

static void frames_read(struct frames *f, short *samples)
{
    pthread_mutex_lock(&f->lock);
    while (EMPTY(f))
        pthread_cond_wait(&f->new_frame, &f->lock);
    memcpy(samples, f->samples[f->read], sizeof f->samples[0]);
    f->read = (f->read + 1) % FRAMES;
    f->used--;
    pthread_mutex_unlock(&f->lock);
    pthread_cond_signal(&f->free_frame);
}

static void *capture(void *arg)
{
    struct frames *f = arg;
    short samples[480];
    while (microphone_read(samples, 480) == 480)
        frames_write(f, samples); /* EXPECT error blocking-send: the call may be over */
    return NULL;
}

static void call(void)
{
    struct frames *f = calloc(1, sizeof *f);
    short samples[480];
    pthread_t thread;
    pthread_create(&thread, NULL, capture, f);
    pthread_detach(thread);
    do {
        frames_read(f, samples);
    } while (encode(samples, 480) >= 0);
}

int main(void)
{
    while (call_begin())
        call();
    return 0;
}
