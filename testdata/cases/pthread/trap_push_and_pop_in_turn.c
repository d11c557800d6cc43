/* One thread a sheet, and its result is popped before the next thread starts; the loop has no end. */
#include <pthread.h>
#include <stdlib.h>

struct proofs {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    int marks[2], len;
};

static struct proofs proofs = {
    .lock = PTHREAD_MUTEX_INITIALIZER, .room = PTHREAD_COND_INITIALIZER, .some = PTHREAD_COND_INITIALIZER};

int sheet_wait(void);
int sheet_proofread(int sheet);
void sheet_mark(int marks);

static void proofs_push(struct proofs *p, int marks)
{
    pthread_mutex_lock(&p->lock);
    while (p->len == 2)
        pthread_cond_wait(&p->room, &p->lock);
    p->marks[p->len++] = marks;
    pthread_cond_signal(&p->some);
    pthread_mutex_unlock(&p->lock);
}

static int proofs_pop(struct proofs *p)
{
    pthread_mutex_lock(&p->lock);
    while (p->len == 0)
        pthread_cond_wait(&p->some, &p->lock);
    int marks = p->marks[--p->len];
    pthread_cond_signal(&p->room);
    pthread_mutex_unlock(&p->lock);
    return marks;
}

static void *proofread(void *arg)
{
    int *sheet = arg;
    proofs_push(&proofs, sheet_proofread(*sheet));
    free(sheet);
    return NULL;
}

int main(void)
{
    for (;;) {
        int *sheet = malloc(sizeof *sheet);
        pthread_t thread;
        *sheet = sheet_wait();
        pthread_create(&thread, NULL, proofread, sheet);
        pthread_detach(thread);
        sheet_mark(proofs_pop(&proofs));
    }
}
