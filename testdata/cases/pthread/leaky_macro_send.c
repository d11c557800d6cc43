/* A queue in macros, as older code has them: Q_PUT is the whole send, and stands in the task. The scan ends at the
 * first infected file, the walker does not.
 */
#include <pthread.h>
#include <stdlib.h>

#define Q_SIZE 100
#define Q_PUT(q, x)                                        \
    do {                                                   \
        pthread_mutex_lock(&(q)->lock);                    \
        while ((q)->len == Q_SIZE)                         \
            pthread_cond_wait(&(q)->not_full, &(q)->lock); \
        (q)->items[(q)->len++] = (x);                      \
        pthread_cond_signal(&(q)->not_empty);              \
        pthread_mutex_unlock(&(q)->lock);                  \
    } while (0)
#define Q_GET(q, x)                                         \
    do {                                                    \
        pthread_mutex_lock(&(q)->lock);                     \
        while ((q)->len == 0)                               \
            pthread_cond_wait(&(q)->not_empty, &(q)->lock); \
        (x) = (q)->items[--(q)->len];                       \
        pthread_cond_signal(&(q)->not_full);                \
        pthread_mutex_unlock(&(q)->lock);                   \
    } while (0)

struct walk {
    pthread_mutex_t lock;
    pthread_cond_t not_full, not_empty;
    char *items[Q_SIZE];
    int len;
};

char *tree_next_file(void);
int file_is_infected(const char *path);
int scan_requested(void);

static void *walk_tree(void *arg)
{
    struct walk *walk = arg;
    char *path;
    while ((path = tree_next_file()))
        Q_PUT(walk, path); /* EXPECT error blocking-send: the scan ends at its first hit */
    return NULL;
}

static char *scan(void)
{
    struct walk *walk = calloc(1, sizeof *walk);
    pthread_t walker;
    char *path;
    pthread_create(&walker, NULL, walk_tree, walk);
    pthread_detach(walker);
    for (;;) {
        Q_GET(walk, path);
        if (file_is_infected(path))
            return path;
        free(path);
    }
}

int main(void)
{
    while (scan_requested())
        free(scan());
    return 0;
}
