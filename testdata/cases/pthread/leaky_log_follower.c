/* `follow` for a log viewer: a thread reads lines from a file as they appear and hands them to the viewer through a
 * ring with head and tail, where one slot stays empty. The viewer stops reading after the line it was asked for, and
 * the follower waits for the tail to move until the process ends.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 32 };

struct lines {
    pthread_mutex_t mutex;
    pthread_cond_t not_full, not_empty;
    char *slot[SLOTS];
    int head, tail;
    FILE *file;
};

char *next_request(void);

static void lines_put(struct lines *l, char *line)
{
    pthread_mutex_lock(&l->mutex);
    while ((l->head + 1) % SLOTS == l->tail)
        pthread_cond_wait(&l->not_full, &l->mutex);
    l->slot[l->head] = line;
    l->head = (l->head + 1) % SLOTS;
    pthread_mutex_unlock(&l->mutex);
    pthread_cond_signal(&l->not_empty);
}

static char *lines_get(struct lines *l)
{
    pthread_mutex_lock(&l->mutex);
    while (l->head == l->tail)
        pthread_cond_wait(&l->not_empty, &l->mutex);
    char *line = l->slot[l->tail];
    l->tail = (l->tail + 1) % SLOTS;
    pthread_mutex_unlock(&l->mutex);
    pthread_cond_signal(&l->not_full);
    return line;
}

static void *follow(void *arg)
{
    struct lines *l = arg;
    char buffer[512];
    while (fgets(buffer, sizeof buffer, l->file))
        lines_put(l, strdup(buffer)); /* EXPECT error blocking-send: show_until returns at its line */
    fclose(l->file);
    return NULL;
}

static void show_until(const char *path, const char *needle)
{
    struct lines *l = calloc(1, sizeof *l);
    pthread_t thread;
    l->file = fopen(path, "r");
    if (!l->file)
        return;
    pthread_create(&thread, NULL, follow, l);
    pthread_detach(thread);
    for (;;) {
        char *line = lines_get(l);
        fputs(line, stdout);
        if (strstr(line, needle))
            return;
        free(line);
    }
}

int main(void)
{
    char *request;
    while ((request = next_request()))
        show_until("/var/log/service.log", request);
    return 0;
}
