/* main takes the checksum, and then waits for the thread.
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
    chan_t *done = chan_init(0);
    pthread_t thread;
    int64_t result = 0;
    pthread_create(&thread, NULL, sum, done);
    chan_recv_int64(done, &result);
    pthread_join(thread, NULL);
    printf("%ld\n", (long)result);
    chan_dispose(done);
    return 0;
}
