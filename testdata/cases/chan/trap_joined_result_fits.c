/* There is room for the checksum: the thread ends, and main takes it from the channel afterwards.
 */
#include <chan.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>

int64_t checksum(const char *file);

static void *sum(void *arg)
{
    chan_t *done = arg;
    chan_send_int64(done, checksum("image"));
    return NULL;
}

int main(void)
{
    chan_t *done = chan_init(1);
    pthread_t thread;
    int64_t result = 0;
    pthread_create(&thread, NULL, sum, done);
    pthread_join(thread, NULL);
    chan_recv_int64(done, &result);
    printf("%ld\n", (long)result);
    chan_dispose(done);
    return 0;
}
