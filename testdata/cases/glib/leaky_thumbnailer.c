/* A thumbnailer decodes ahead of the view, eight pictures at most. The view closes on its first error, and the decoder
 * waits for room for ever. */
#include <glib.h>

struct pictures {
    GMutex lock;
    GCond room, some;
    gpointer items[8];
    guint n;
};

gpointer decode(guint number);
gboolean show(gpointer picture);

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

static gpointer decode_all(gpointer data)
{
    for (guint i = 0; i < 10000; i++)
        pictures_push(data, decode(i)); // EXPECT error blocking-send: the view leaves on its first error
    return NULL;
}

static void view(void)
{
    struct pictures *p = g_new0(struct pictures, 1);
    g_thread_unref(g_thread_new("decode", decode_all, p));
    while (show(pictures_pop(p)))
        ;
}

int main(void)
{
    for (;;)
        view();
}
