/* GCatch: one of N answers is taken. All mirrors are asked for the file, the first answer is used; the others stay in
 * their sends.
 */
#include <chan.h>
#include <pthread.h>
#include <stdlib.h>

#define MIRRORS 3

struct query {
    const char *mirror, *file;
    chan_t *answers;
};

extern const char *mirrors[MIRRORS];
void *mirror_get(const char *mirror, const char *file);
const char *file_next(void);
void file_save(const char *file, void *content);

static void *ask(void *arg)
{
    struct query *query = arg;
    void *content = mirror_get(query->mirror, query->file);
    chan_send(query->answers, content); /* EXPECT error blocking-send: one answer of three is taken */
    free(query);
    return NULL;
}

static void download(const char *file)
{
    chan_t *answers = chan_init(0);
    void *content;
    for (int i = 0; i < MIRRORS; i++) {
        struct query *query = malloc(sizeof *query);
        pthread_t thread;
        *query = (struct query){mirrors[i], file, answers};
        pthread_create(&thread, NULL, ask, query);
        pthread_detach(thread);
    }
    if (chan_recv(answers, &content) == 0)
        file_save(file, content);
}

int main(void)
{
    const char *file;
    while ((file = file_next()))
        download(file);
    return 0;
}
