/* The channel is closed before the encoder is waited for, and the encoder looks whether it has got a frame.
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
        if (chan_recv(frames, &frame) != 0)
            break;
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
    chan_close(frames);
    pthread_join(encoder, NULL);
    chan_dispose(frames);
    return 0;
}
