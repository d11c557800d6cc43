/* A search in several shards, one coroutine each, all in a bundle. The first page is enough: closing the bundle cancels
 * whoever still has a hit to send.
 */
#include <libdill.h>

int shard_next(int shard, int *hit);
int query_next(void);
int page_add(int hit);

static coroutine void search(int shard, int out)
{
    int hit;
    while (shard_next(shard, &hit)) {
        int rc = chsend(out, &hit, sizeof hit, -1);
        if (rc != 0)
            return;
    }
}

static void query(void)
{
    int hit, ch[2];
    int shards = bundle();
    if (shards < 0 || chmake(ch) < 0)
        return;
    for (int i = 0; i < 5; i++)
        bundle_go(shards, search(i, ch[1]));
    do {
        if (chrecv(ch[0], &hit, sizeof hit, -1) < 0)
            break;
    } while (page_add(hit));
    hclose(shards);
    hclose(ch[1]);
    hclose(ch[0]);
}

int main(void)
{
    while (query_next())
        query();
    return 0;
}
