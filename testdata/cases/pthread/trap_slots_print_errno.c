/* Open files are counted, and whoever wants one more waits. What is printed of an error on the way is no message, and
 * nobody takes one: the worker gives back what it took. */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#define CHECKED(call)                                                                                        \
    do {                                                                                                     \
        int status = (call);                                                                                 \
        if (status != 0) {                                                                                   \
            if (status < 0 && errno != 0)                                                                    \
                fprintf(stderr, "%s:%d: errno %d\n", __FILE__, __LINE__, errno);                             \
            abort();                                                                                         \
        }                                                                                                    \
    } while (0)

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t fewer = PTHREAD_COND_INITIALIZER;
static unsigned open_files, most_files = 500, waiting;

int next_path(void);
void scan(int path);

static void file_opens(void)
{
    CHECKED(pthread_mutex_lock(&lock));
    while (open_files >= most_files) {
        waiting++;
        CHECKED(pthread_cond_wait(&fewer, &lock));
    }
    open_files++;
    CHECKED(pthread_mutex_unlock(&lock));
}

static void file_is_closed(void)
{
    CHECKED(pthread_mutex_lock(&lock));
    open_files--;
    if (waiting > 0) {
        CHECKED(pthread_cond_signal(&fewer));
        waiting--;
    }
    CHECKED(pthread_mutex_unlock(&lock));
}

static void *scanner(void *arg)
{
    for (int path; (path = next_path()) >= 0;) {
        file_opens();
        scan(path);
        file_is_closed();
    }
    return arg;
}

void start_scanners(void)
{
    pthread_t threads[4];
    for (int i = 0; i < 4; i++)
        CHECKED(pthread_create(&threads[i], NULL, scanner, NULL));
}
