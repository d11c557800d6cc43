/* Entropy for a new key: the thread gathers for good, main takes 32 bytes and returns, and so the process ends. */
#include <chan.h>
#include <pthread.h>
#include <stdio.h>

int noise_sample(void);

static void *gather(void *arg)
{
    chan_t *bytes = arg;
    for (;;) {
        int32_t byte = 0;
        for (int bit = 0; bit < 8; bit++)
            byte = byte << 1 | (noise_sample() & 1);
        chan_send_int32(bytes, byte); /* EXPECT note blocking-send: main leaves with the process only */
    }
    return NULL;
}

int main(int argc, char **argv)
{
    chan_t *bytes = chan_init(4);
    pthread_t thread;
    (void)argc;
    (void)argv;
    if (pthread_create(&thread, NULL, gather, bytes) != 0)
        return 1;
    for (int i = 0; i < 32; i++) {
        int32_t byte;
        if (chan_recv_int32(bytes, &byte) != 0)
            return 1;
        printf("%02x", (unsigned)byte);
    }
    printf("\n");
    return 0;
}
