/* An encoder receives frames until it should stop. The flag is set behind the last frame, when the encoder waits for one
 * more already; the channel is closed behind the join, which is never over.
 */
#include <chan.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

static atomic_bool stop;
static chan_t *frames;

void encode(void *frame);
void *grab(void);

static void *encode_all(void *arg)
{
    while (!stop) {
        void *frame;
        chan_recv(frames, &frame); // EXPECT error blocking-wait: the channel is closed behind the join
        encode(frame);
    }
    return arg;
}

int main(void)
{
    pthread_t encoder;
    void *frame;
    frames = chan_init(4);
    pthread_create(&encoder, NULL, encode_all, NULL);
    while ((frame = grab()))
        chan_send(frames, frame);
    stop = true;
    pthread_join(encoder, NULL);
    chan_close(frames);
    chan_dispose(frames);
    return 0;
}
