/* A logger's thread hands lines over with a deadline, and drops what finds no room in time. */
#include <glib.h>

struct lines {
    GMutex lock;
    GCond room, some;
    gchar *items[64];
    guint n;
};

gchar *next_line(void);
gboolean write_line(const gchar *line);

static gboolean lines_push(struct lines *l, gchar *line)
{
    gint64 until = g_get_monotonic_time() + 2 * G_TIME_SPAN_SECOND;
    g_mutex_lock(&l->lock);
    while (l->n == 64)
        if (!g_cond_wait_until(&l->room, &l->lock, until)) {
            g_mutex_unlock(&l->lock);
            return FALSE;
        }
    l->items[l->n++] = line;
    g_cond_signal(&l->some);
    g_mutex_unlock(&l->lock);
    return TRUE;
}

static gchar *lines_pop(struct lines *l)
{
    g_mutex_lock(&l->lock);
    while (l->n == 0)
        g_cond_wait(&l->some, &l->lock);
    gchar *line = l->items[--l->n];
    g_cond_signal(&l->room);
    g_mutex_unlock(&l->lock);
    return line;
}

static gpointer collect(gpointer data)
{
    for (guint i = 0; i < 1000; i++) {
        gchar *line = next_line();
        if (!lines_push(data, line))
            g_free(line);
    }
    return NULL;
}

static void follow(void)
{
    struct lines *l = g_new0(struct lines, 1);
    g_thread_unref(g_thread_new("collect", collect, l));
    while (write_line(lines_pop(l)))
        ;
}

int main(void)
{
    for (;;)
        follow();
}
