/* The same thumbnailer with a stop flag: the view sets it when it closes, wakes the decoder, and joins it. */
#include <glib.h>

struct pictures {
    GMutex lock;
    GCond room, some;
    gpointer items[8];
    guint n;
    gboolean closed;
};

gpointer decode(guint number);
gboolean show(gpointer picture);

static gboolean pictures_push(struct pictures *p, gpointer picture)
{
    g_mutex_lock(&p->lock);
    while (p->n == 8 && !p->closed)
        g_cond_wait(&p->room, &p->lock);
    gboolean open = !p->closed;
    if (open)
        p->items[p->n++] = picture;
    g_cond_signal(&p->some);
    g_mutex_unlock(&p->lock);
    return open;
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
        if (!pictures_push(data, decode(i)))
            break;
    return NULL;
}

static void view(void)
{
    struct pictures *p = g_new0(struct pictures, 1);
    GThread *decoder = g_thread_new("decode", decode_all, p);
    while (show(pictures_pop(p)))
        ;
    g_mutex_lock(&p->lock);
    p->closed = TRUE;
    g_cond_broadcast(&p->room);
    g_mutex_unlock(&p->lock);
    g_thread_join(decoder);
    g_free(p);
}

int main(void)
{
    for (;;)
        view();
}
