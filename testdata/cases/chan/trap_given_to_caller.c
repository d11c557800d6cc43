/* A walk of a folder: walk_open starts it, and gives the caller the channel at once or with its first name taken. */
#include <chan/chan.h>
#include <pthread.h>
#include <stdlib.h>

void *folder_next(void *folder);
void *folder_chosen(void);
int name_shown(void *name);

struct walk {
    void *folder, *first;
    chan_t *names;
};

static void *walk(void *arg)
{
    struct walk *w = arg;
    void *name;
    while ((name = folder_next(w->folder)) != NULL)
        chan_send(w->names, name); /* EXPECT warning blocking-send: walk_open takes one, main goes on */
    return NULL;
}

static struct walk *walk_open(void *folder, int look)
{
    struct walk *w = calloc(1, sizeof *w);
    pthread_t walker;
    w->folder = folder;
    w->names = chan_init(0);
    pthread_create(&walker, NULL, walk, w);
    if (!look)
        return w;
    chan_recv(w->names, &w->first);
    return w;
}

int main(void)
{
    void *name;
    struct walk *w = walk_open(folder_chosen(), 1);
    do
        chan_recv(w->names, &name);
    while (name_shown(name));
    return 0;
}
