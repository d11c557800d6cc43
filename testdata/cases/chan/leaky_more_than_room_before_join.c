/* Twelve months are summed up, the channel has room for ten, and main takes them when the thread has ended.
 */
#include <chan.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>

int64_t month_sum(int month);

static void *sum_year(void *arg)
{
    chan_t *sums = arg;
    for (int month = 0; month < 12; month++)
        chan_send_int64(sums, month_sum(month)); /* EXPECT error join-deadlock: twelve, and room for ten */
    return NULL;
}

int main(void)
{
    chan_t *sums = chan_init(10);
    pthread_t thread;
    int64_t sum;
    pthread_create(&thread, NULL, sum_year, sums);
    pthread_join(thread, NULL);
    for (int month = 0; month < 12; month++) {
        chan_recv_int64(sums, &sum);
        printf("%ld\n", (long)sum);
    }
    chan_dispose(sums);
    return 0;
}
