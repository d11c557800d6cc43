/* PARTS threads hash the parts of a file, and the sums are taken PARTS times, with one variable counting both. */
#include <chan.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

#define PARTS 6

struct part {
    int file, number;
    chan_t *sums;
};

int64_t part_hash(int file, int number);
int file_next(void);
void file_sum(int file, int64_t sum);

static void *hash(void *arg)
{
    struct part *part = arg;
    chan_send_int64(part->sums, part_hash(part->file, part->number));
    return NULL;
}

static int64_t hash_file(int file)
{
    struct part parts[PARTS];
    pthread_t threads[PARTS];
    chan_t *sums = chan_init(0);
    int64_t sum, all = 0;
    int i;
    for (i = 0; i < PARTS; i++) {
        parts[i] = (struct part){file, i, sums};
        pthread_create(&threads[i], NULL, hash, &parts[i]);
    }
    for (i = 0; i < PARTS; i++) {
        chan_recv_int64(sums, &sum);
        all ^= sum;
    }
    for (i = 0; i < PARTS; i++)
        pthread_join(threads[i], NULL);
    chan_dispose(sums);
    return all;
}

int main(void)
{
    int file;
    while ((file = file_next()) >= 0)
        file_sum(file, hash_file(file));
    return 0;
}
