/* Stripes of a picture are packed by a thread each and written as they come: as many taken as started. */
#include <stdlib.h>
#include <threads.h>

struct packed {
    mtx_t lock;
    cnd_t room, some;
    void *stripes[2];
    int len;
};

struct stripe {
    int picture, number;
    struct packed *packed;
};

void *stripe_pack(int picture, int number);
int picture_next(int *stripes);
void file_append(void *stripe);

static void packed_put(struct packed *p, void *stripe)
{
    mtx_lock(&p->lock);
    while (p->len == 2)
        cnd_wait(&p->room, &p->lock);
    p->stripes[p->len++] = stripe;
    cnd_signal(&p->some);
    mtx_unlock(&p->lock);
}

static void *packed_get(struct packed *p)
{
    mtx_lock(&p->lock);
    while (p->len == 0)
        cnd_wait(&p->some, &p->lock);
    void *stripe = p->stripes[--p->len];
    cnd_signal(&p->room);
    mtx_unlock(&p->lock);
    return stripe;
}

static int pack(void *arg)
{
    struct stripe *stripe = arg;
    packed_put(stripe->packed, stripe_pack(stripe->picture, stripe->number));
    free(stripe);
    return 0;
}

static void write_picture(int picture, int stripes)
{
    struct packed *packed = calloc(1, sizeof *packed);
    int i;
    mtx_init(&packed->lock, mtx_plain);
    cnd_init(&packed->room);
    cnd_init(&packed->some);
    for (i = 0; i < stripes; i++) {
        struct stripe *stripe = malloc(sizeof *stripe);
        thrd_t thread;
        *stripe = (struct stripe){picture, i, packed};
        thrd_create(&thread, pack, stripe);
        thrd_detach(thread);
    }
    for (i = 0; i < stripes; i++)
        file_append(packed_get(packed));
}

int main(void)
{
    int picture, stripes;
    while ((picture = picture_next(&stripes)) >= 0)
        write_picture(picture, stripes);
    return 0;
}
