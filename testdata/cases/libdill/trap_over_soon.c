/* A shard sends its ten best hits. Cancelled, the sends that are left fail at once, and it is over. */
#include <libdill.h>

int query_next(void);
int hit_of(int shard, int rank);
int page_add(int hit);

static coroutine void search(int shard, int out)
{
    for (int rank = 0; rank < 10; rank++) {
        int hit = hit_of(shard, rank);
        chsend(out, &hit, sizeof hit, -1);
    }
}

static void query(int shards)
{
    int hit, ch[2], searches = bundle();
    if (searches < 0 || chmake(ch) < 0)
        return;
    for (int i = 0; i < shards; i++)
        bundle_go(searches, search(i, ch[1]));
    while (chrecv(ch[0], &hit, sizeof hit, -1) == 0 && page_add(hit))
        ;
    hclose(searches);
    hclose(ch[0]);
    hclose(ch[1]);
}

int main(void)
{
    int shards;
    while ((shards = query_next()) > 0)
        query(shards);
    return 0;
}
