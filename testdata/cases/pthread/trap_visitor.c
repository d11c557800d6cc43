/* One function visits all rows of a table, with whatever it is handed. The exporter, which is a thread, hands it what
 * adds rows up. Only main hands it what pushes rows into the queue; main is no thread that piles up.
 */
#include <pthread.h>
#include <stdlib.h>

struct queue {
    pthread_mutex_t lock;
    pthread_cond_t room, item;
    int items[16], n;
};

struct table {
    int rows[100], n;
    struct queue out;
};

void write_sum(int sum);
int wanted(int row);
struct table *table_open(void);

static void visit(struct table *t, void (*visitor)(struct table *t, int row, int *sum), int *sum)
{
    for (int i = 0; i < t->n; i++)
        visitor(t, t->rows[i], sum);
}

static void add_up(struct table *t, int row, int *sum)
{
    (void)t;
    *sum += row;
}

static void push(struct table *t, int row, int *sum)
{
    (void)sum;
    pthread_mutex_lock(&t->out.lock);
    while (t->out.n == 16)
        pthread_cond_wait(&t->out.room, &t->out.lock);
    t->out.items[t->out.n++] = row;
    pthread_cond_signal(&t->out.item);
    pthread_mutex_unlock(&t->out.lock);
}

static int pop(struct queue *q)
{
    pthread_mutex_lock(&q->lock);
    while (q->n == 0)
        pthread_cond_wait(&q->item, &q->lock);
    int row = q->items[--q->n];
    pthread_cond_signal(&q->room);
    pthread_mutex_unlock(&q->lock);
    return row;
}

static void *export(void *arg)
{
    int sum = 0;
    visit(arg, add_up, &sum);
    write_sum(sum);
    return NULL;
}

static void *search(void *arg)
{
    struct table *t = arg;
    while (!wanted(pop(&t->out)))
        ;
    return NULL;
}

int main(void)
{
    struct table *t;
    while ((t = table_open())) {
        pthread_t exporter, searcher;
        pthread_create(&exporter, NULL, export, t);
        pthread_create(&searcher, NULL, search, t);
        visit(t, push, NULL);
        pthread_join(searcher, NULL);
        pthread_join(exporter, NULL);
    }
    return 0;
}
