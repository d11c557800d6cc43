/* A queue whose calls are all checked by a macro that prints and ends the program. The uploader leaves when the server
 * refuses a file, and the scanner waits for room. */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#define CHECKED(call)                                                                                        \
    do {                                                                                                     \
        if ((call) != 0) {                                                                                   \
            fprintf(stderr, "%s:%d: errno %d\n", __FILE__, __LINE__, errno);                                 \
            abort();                                                                                         \
        }                                                                                                    \
    } while (0)

struct files {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    const char *items[16];
    unsigned n;
};

const char *next_file(void);
int upload(const char *file);

static void files_push(struct files *f, const char *file)
{
    CHECKED(pthread_mutex_lock(&f->lock));
    while (f->n == 16)
        CHECKED(pthread_cond_wait(&f->room, &f->lock));
    f->items[f->n++] = file;
    CHECKED(pthread_cond_signal(&f->some));
    CHECKED(pthread_mutex_unlock(&f->lock));
}

static const char *files_pop(struct files *f)
{
    CHECKED(pthread_mutex_lock(&f->lock));
    while (f->n == 0)
        CHECKED(pthread_cond_wait(&f->some, &f->lock));
    const char *file = f->items[--f->n];
    CHECKED(pthread_cond_signal(&f->room));
    CHECKED(pthread_mutex_unlock(&f->lock));
    return file;
}

static void *scan(void *arg)
{
    for (int i = 0; i < 100000; i++)
        files_push(arg, next_file()); // EXPECT error blocking-send: the uploader leaves when a file is refused
    return NULL;
}

static void back_up(void)
{
    struct files *f = calloc(1, sizeof *f);
    pthread_t thread;
    CHECKED(pthread_mutex_init(&f->lock, NULL));
    CHECKED(pthread_create(&thread, NULL, scan, f));
    while (upload(files_pop(f)) == 0)
        ;
}

int main(void)
{
    for (;;)
        back_up();
}
