/* chan_select never waits: the indexer offers its progress and, when nobody takes it, goes on. */
#include <chan.h>
#include <pthread.h>
#include <stdlib.h>

void *index_step(void);
int dialog_open(void);
int dialog_show(void *progress);

static void *build_index(void *arg)
{
    chan_t *out = arg;
    void *progress;
    while ((progress = index_step())) {
        chan_t *sends[] = {out};
        void *messages[] = {progress};
        chan_select(NULL, 0, NULL, sends, 1, messages);
    }
    return NULL;
}

static void dialog(void)
{
    chan_t *progress = chan_init(0);
    pthread_t builder;
    void *step;
    pthread_create(&builder, NULL, build_index, progress);
    pthread_detach(builder);
    while (chan_recv(progress, &step) == 0) {
        if (dialog_show(step) < 0)
            return;
    }
}

int main(void)
{
    while (dialog_open())
        dialog();
    return 0;
}
