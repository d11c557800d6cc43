/* A scatter and gather: a coroutine for each shard, and as many receives as there are shards, however many. */
#include <libdill.h>

int query_next(void);
int shards_of(int query);
long shard_count(int query, int shard);
void print_count(int query, long count);

static coroutine void count_shard(int query, int shard, int counts)
{
    long count = shard_count(query, shard);
    chsend(counts, &count, sizeof count, -1);
}

static long gather(int query, int shards)
{
    int counts[2];
    long total = 0, count;
    if (chmake(counts) < 0)
        return -1;
    for (int shard = 0; shard < shards; shard++)
        go(count_shard(query, shard, counts[1]));
    for (int i = 0; i < shards; i++) {
        chrecv(counts[0], &count, sizeof count, -1);
        total += count;
    }
    hclose(counts[0]);
    hclose(counts[1]);
    return total;
}

int main(void)
{
    int query;
    while ((query = query_next()) >= 0)
        print_count(query, gather(query, shards_of(query)));
    return 0;
}
