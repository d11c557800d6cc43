/* A spell checker for an editor. Its queue waits once, with `if` where `while` belongs: a bug of its own, but it
 * blocks just the same when the editor has closed the document and takes no more findings.
 */
#include <pthread.h>
#include <stdlib.h>

struct typo {
    long offset;
    int length;
};

struct typos {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    struct typo items[64];
    int n;
};

struct document;
int document_next_typo(struct document *document, struct typo *typo);
int document_underline(struct document *document, const struct typo *typo);
struct document *document_opened(void);

struct check {
    struct document *document;
    struct typos found;
};

static void typos_add(struct typos *typos, struct typo typo)
{
    pthread_mutex_lock(&typos->lock);
    if (typos->n == 64)
        pthread_cond_wait(&typos->room, &typos->lock);
    typos->items[typos->n++] = typo;
    pthread_cond_signal(&typos->some);
    pthread_mutex_unlock(&typos->lock);
}

static struct typo typos_take(struct typos *typos)
{
    pthread_mutex_lock(&typos->lock);
    if (typos->n == 0)
        pthread_cond_wait(&typos->some, &typos->lock);
    struct typo typo = typos->items[--typos->n];
    pthread_cond_signal(&typos->room);
    pthread_mutex_unlock(&typos->lock);
    return typo;
}

static void *check_spelling(void *arg)
{
    struct check *check = arg;
    struct typo typo;
    while (document_next_typo(check->document, &typo))
        typos_add(&check->found, typo); /* EXPECT error blocking-send: the document may be closed */
    return NULL;
}

static void on_document_opened(struct document *document)
{
    struct check *check = calloc(1, sizeof *check);
    pthread_t thread;
    check->document = document;
    pthread_create(&thread, NULL, check_spelling, check);
    pthread_detach(thread);
    for (;;) {
        struct typo typo = typos_take(&check->found);
        if (document_underline(document, &typo) < 0)
            break;
    }
}

int main(void)
{
    struct document *document;
    while ((document = document_opened()))
        on_document_opened(document);
    return 0;
}
