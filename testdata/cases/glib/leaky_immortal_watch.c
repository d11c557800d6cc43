/* Each window starts a thread that looks after it, and no window ever ends its own. */
#include <glib.h>

gboolean next_window(void);

static gpointer watch(gpointer window)
{
    for (;;)
        g_usleep(1000);
    return window;
}

int main(void)
{
    while (next_window())
        g_thread_new("watch", watch, NULL); // EXPECT warning immortal-task: one more for each window
}
