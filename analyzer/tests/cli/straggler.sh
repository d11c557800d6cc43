# Of two tasks that send, one is waited for before the receiver is told to leave: the finding is the other one's, however
# much longer its way to the send is.
. "$(dirname "$0")/harness.sh"
mkdir tree
cat >tree/pool.c <<'EOF'
#include <pthread.h>
#include <stdlib.h>

enum { ROOM = 16 };
struct pool {
    pthread_mutex_t lock;
    pthread_cond_t filled, emptied;
    int pages[ROOM], n, leave;
};
struct office {
    pthread_t worker, scanner, fax;
    struct pool *pages;
};
int scan(void), ring(void);
void process(int page);

static void push(struct pool *pool, int page)
{
    pthread_mutex_lock(&pool->lock);
    while (pool->n == ROOM)
        pthread_cond_wait(&pool->emptied, &pool->lock);
    pool->pages[pool->n++] = page;
    pthread_cond_signal(&pool->filled);
    pthread_mutex_unlock(&pool->lock);
}

static void *work(void *arg)
{
    struct pool *pool = arg;
    for (;;) {
        pthread_mutex_lock(&pool->lock);
        while (pool->n == 0 && !pool->leave)
            pthread_cond_wait(&pool->filled, &pool->lock);
        if (pool->leave) {
            pthread_mutex_unlock(&pool->lock);
            return NULL;
        }
        int page = pool->pages[--pool->n];
        pthread_cond_signal(&pool->emptied);
        pthread_mutex_unlock(&pool->lock);
        process(page);
    }
}

static void queue(struct office *office, int page)
{
    push(office->pages, page);
}

static void *scan_all(void *arg)
{
    int page;
    while ((page = scan()) >= 0)
        queue(arg, page);
    return NULL;
}

static void answer(struct office *office, int pages)
{
    while (pages-- > 0)
        queue(office, pages);
}

static void *fax_all(void *arg)
{
    for (;;)
        answer(arg, ring());
    return NULL;
}

void office_open(struct office *office)
{
    office->pages = calloc(1, sizeof *office->pages);
    pthread_create(&office->worker, NULL, work, office->pages);
    pthread_create(&office->scanner, NULL, scan_all, office);
    pthread_create(&office->fax, NULL, fax_all, office);
}

void office_close(struct office *office)
{
    pthread_join(office->scanner, NULL);
    pthread_mutex_lock(&office->pages->lock);
    office->pages->leave = 1;
    pthread_cond_broadcast(&office->pages->filled);
    pthread_mutex_unlock(&office->pages->lock);
}
EOF
run 1 check tree
says 'error: send on `office.pages` blocks thread `fax_all`'

# Where neither is waited for, the shorter way is as good, and told of.
sed -i '/pthread_join(office->scanner/d' tree/pool.c
run 1 check tree
says 'error: send on `office.pages` blocks thread `scan_all`'
finish
