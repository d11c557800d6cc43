/* A mail fetcher with no queue of its own: the task itself locks, waits until the window has taken the last header,
 * and stores the next. The window is closed in the middle of a folder.
 */
#include <pthread.h>
#include <stdlib.h>

struct header {
    char from[128], subject[256];
};

struct folder {
    int account;
    pthread_mutex_t lock;
    pthread_cond_t taken, fetched;
    struct header headers[2];
    int n;
};

int imap_next(int account, struct header *header);
int window_open(void);
int window_show(const struct header *header);

static void *fetch(void *arg)
{
    struct folder *folder = arg;
    struct header header;
    while (imap_next(folder->account, &header)) {
        pthread_mutex_lock(&folder->lock);
        while (folder->n == 2)
            pthread_cond_wait(&folder->taken, &folder->lock); /* EXPECT error blocking-send: the window may be gone */
        folder->headers[folder->n++] = header;
        pthread_cond_signal(&folder->fetched);
        pthread_mutex_unlock(&folder->lock);
    }
    return NULL;
}

static void show_folder(int account)
{
    struct folder *folder = calloc(1, sizeof *folder);
    pthread_t thread;
    folder->account = account;
    pthread_create(&thread, NULL, fetch, folder);
    pthread_detach(thread);
    for (;;) {
        pthread_mutex_lock(&folder->lock);
        while (folder->n == 0)
            pthread_cond_wait(&folder->fetched, &folder->lock);
        struct header header = folder->headers[--folder->n];
        pthread_cond_signal(&folder->taken);
        pthread_mutex_unlock(&folder->lock);
        if (!window_show(&header))
            return;
    }
}

int main(void)
{
    int account;
    while ((account = window_open()) >= 0)
        show_folder(account);
    return 0;
}
