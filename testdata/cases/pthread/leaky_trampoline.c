/* Threads start through a trampoline that calls the function in its argument, to set a name first. The file watcher
 * behind it sends into a queue that the editor empties until it closes its project.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdlib.h>

struct start {
    const char *name;
    void (*func)(void *arg);
    void *arg;
};

struct changes {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    int watches[10], n;
};

int inotify_next(int *watch);
int editor_reload(int watch);
int project_open(void);

static void changes_push(struct changes *c, int watch)
{
    pthread_mutex_lock(&c->lock);
    while (c->n == 10)
        pthread_cond_wait(&c->room, &c->lock);
    c->watches[c->n++] = watch;
    pthread_cond_signal(&c->some);
    pthread_mutex_unlock(&c->lock);
}

static int changes_pop(struct changes *c)
{
    pthread_mutex_lock(&c->lock);
    while (c->n == 0)
        pthread_cond_wait(&c->some, &c->lock);
    int watch = c->watches[--c->n];
    pthread_cond_signal(&c->room);
    pthread_mutex_unlock(&c->lock);
    return watch;
}

static void *thread_start(void *arg)
{
    struct start *start = arg;
    pthread_setname_np(pthread_self(), start->name);
    start->func(start->arg);
    free(start);
    return NULL;
}

static int thread_run(const char *name, void (*func)(void *arg), void *arg)
{
    struct start *start = malloc(sizeof *start);
    pthread_t thread;
    start->name = name;
    start->func = func;
    start->arg = arg;
    if (pthread_create(&thread, NULL, thread_start, start) != 0)
        return -1;
    return pthread_detach(thread);
}

static void watch_files(void *arg)
{
    struct changes *changes = arg;
    int watch;
    while (inotify_next(&watch))
        changes_push(changes, watch); /* EXPECT error blocking-send: the project may be closed */
}

static void edit_project(void)
{
    struct changes *changes = calloc(1, sizeof *changes);
    if (thread_run("watcher", watch_files, changes) != 0)
        return;
    while (editor_reload(changes_pop(changes)) == 0)
        ;
}

int main(void)
{
    while (project_open())
        edit_project();
    return 0;
}
