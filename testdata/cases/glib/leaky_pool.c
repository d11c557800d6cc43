/* A pool's workers hand their pictures to a view, which closes on its first error: they wait for room for ever. What
 * the pool was made with comes to them as the second parameter. */
#include <glib.h>

struct pictures {
    GMutex lock;
    GCond room, some;
    gpointer items[8];
    guint n;
};

gpointer decode(gpointer file);
gboolean show(gpointer picture);
gpointer next_file(void);

static void pictures_push(struct pictures *p, gpointer picture)
{
    g_mutex_lock(&p->lock);
    while (p->n == 8)
        g_cond_wait(&p->room, &p->lock);
    p->items[p->n++] = picture;
    g_cond_signal(&p->some);
    g_mutex_unlock(&p->lock);
}

static gpointer pictures_pop(struct pictures *p)
{
    g_mutex_lock(&p->lock);
    while (p->n == 0)
        g_cond_wait(&p->some, &p->lock);
    gpointer picture = p->items[--p->n];
    g_cond_signal(&p->room);
    g_mutex_unlock(&p->lock);
    return picture;
}

static void decode_one(gpointer file, gpointer pictures)
{
    pictures_push(pictures, decode(file)); // EXPECT error blocking-send: the view leaves on its first error
}

static void view(void)
{
    struct pictures *p = g_new0(struct pictures, 1);
    GThreadPool *pool = g_thread_pool_new(decode_one, p, 4, FALSE, NULL); // SEES spawn
    for (guint i = 0; i < 1000; i++)
        g_thread_pool_push(pool, next_file(), NULL);
    while (show(pictures_pop(p)))
        ;
}

int main(void)
{
    for (;;)
        view();
}
