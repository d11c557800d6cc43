/* A restore stops at the first file that it cannot write: it asks the reader to stop, and takes what the reader still
 * sends until that has said that it is done. No send can stay blocked.
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

static bool files_ended(void)
{
    pthread_mutex_lock(&files.lock);
    bool done = files.done;
    pthread_mutex_unlock(&files.lock);
    return done;
}

static void *reader(void *arg)
{
    int file;
    while (!stop && (file = file_read()) >= 0)
        files_put(file); /* EXPECT note uncovered-send: whoever stops the reader drains until it is done */
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
    while (!files_ended())
        files_get(&file);
    pthread_join(thread, NULL);
    return failed;
}

int main(void)
{
    return restore();
}
