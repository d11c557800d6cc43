/* As trap_drained_until_done, without the draining: the reader looks at `stop` only between two files, and may wait for
 * room when the restore has already given up.
 */
#include <pthread.h>
#include <stdbool.h>

enum { ROOM = 8 };

static struct {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    int files[ROOM];
    int n;
    bool done;
} files = {.lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};

static volatile bool stop;

int file_read(void);
int file_write(int file);

static void files_put(int file)
{
    pthread_mutex_lock(&files.lock);
    while (files.n == ROOM)
        pthread_cond_wait(&files.changed, &files.lock);
    files.files[files.n++] = file;
    pthread_cond_broadcast(&files.changed);
    pthread_mutex_unlock(&files.lock);
}

static bool files_get(int *file)
{
    bool any = false;
    pthread_mutex_lock(&files.lock);
    while (files.n == 0 && !files.done)
        pthread_cond_wait(&files.changed, &files.lock);
    if (files.n > 0) {
        *file = files.files[--files.n];
        any = true;
        pthread_cond_broadcast(&files.changed);
    }
    pthread_mutex_unlock(&files.lock);
    return any;
}

static void files_end(void)
{
    pthread_mutex_lock(&files.lock);
    files.done = true;
    pthread_cond_broadcast(&files.changed);
    pthread_mutex_unlock(&files.lock);
}

static void *reader(void *arg)
{
    int file;
    while (!stop && (file = file_read()) >= 0)
        files_put(file); /* EXPECT error uncovered-send: the reader does not see `stop` while it waits for room */
    files_end();
    return arg;
}

static int restore(void)
{
    pthread_t thread;
    int file, failed = 0;
    pthread_create(&thread, NULL, reader, NULL);
    while (files_get(&file))
        if ((failed = file_write(file)))
            break;
    stop = true;
    pthread_join(thread, NULL);
    return failed;
}

int main(void)
{
    return restore();
}
