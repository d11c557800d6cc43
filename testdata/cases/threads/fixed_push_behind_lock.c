/* The view lets go of the map before it asks for a tile.
 */
#include <stdlib.h>
#include <threads.h>

struct tiles {
    mtx_t lock;
    cnd_t room, some;
    int items[8];
    unsigned first, count;
};

static void tiles_push(struct tiles *q, int item)
{
    mtx_lock(&q->lock);
    while (q->count == 8)
        cnd_wait(&q->room, &q->lock);
    q->items[(q->first + q->count++) % 8] = item;
    cnd_signal(&q->some);
    mtx_unlock(&q->lock);
}

static int tiles_pop(struct tiles *q)
{
    mtx_lock(&q->lock);
    while (q->count == 0)
        cnd_wait(&q->some, &q->lock);
    int item = q->items[q->first];
    q->first = (q->first + 1) % 8;
    q->count--;
    cnd_signal(&q->room);
    mtx_unlock(&q->lock);
    return item;
}

struct map {
    mtx_t lock;
    struct tiles missing;
    int generation;
};

int view_tile(void);
void tile_load(int tile);

static int view(void *arg)
{
    struct map *map = arg;
    for (;;) {
        mtx_lock(&map->lock);
        map->generation = 0;
        mtx_unlock(&map->lock);
        tiles_push(&map->missing, view_tile()); /* EXPECT note blocking-send: main stays */
    }
    return 0;
}

int main(void)
{
    struct map *map = calloc(1, sizeof *map);
    thrd_t thread;
    mtx_init(&map->lock, mtx_plain);
    mtx_init(&map->missing.lock, mtx_plain);
    thrd_create(&thread, view, map);
    for (;;) {
        tile_load(tiles_pop(&map->missing));
        mtx_lock(&map->lock);
        map->generation++;
        mtx_unlock(&map->lock);
    }
}
