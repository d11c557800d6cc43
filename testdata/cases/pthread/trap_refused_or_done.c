/* A transfer pushes one outcome: refused, after which the thread ends, or the sum at the end. The caller pops one. */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct outcome {
    pthread_mutex_t lock;
    pthread_cond_t emptied, filled;
    bool full;
    long sum;
};

struct transfer {
    int account;
    long sum;
    struct outcome outcome;
};

bool account_covers(int account, long sum);
long account_debit(int account, long sum);
struct transfer *transfer_next(void);
void transfer_confirm(long sum);

static void outcome_push(struct outcome *o, long sum)
{
    pthread_mutex_lock(&o->lock);
    while (o->full)
        pthread_cond_wait(&o->emptied, &o->lock);
    o->sum = sum;
    o->full = true;
    pthread_cond_signal(&o->filled);
    pthread_mutex_unlock(&o->lock);
}

static long outcome_pop(struct outcome *o)
{
    pthread_mutex_lock(&o->lock);
    while (!o->full)
        pthread_cond_wait(&o->filled, &o->lock);
    long sum = o->sum;
    o->full = false;
    pthread_cond_signal(&o->emptied);
    pthread_mutex_unlock(&o->lock);
    return sum;
}

static void *run_transfer(void *arg)
{
    struct transfer *t = arg;
    if (!account_covers(t->account, t->sum)) {
        outcome_push(&t->outcome, -1);
        pthread_exit(NULL);
    }
    outcome_push(&t->outcome, account_debit(t->account, t->sum));
    return NULL;
}

int main(void)
{
    struct transfer *t;
    while ((t = transfer_next())) {
        pthread_t thread;
        pthread_create(&thread, NULL, run_transfer, t);
        transfer_confirm(outcome_pop(&t->outcome));
        pthread_join(thread, NULL);
    }
    return 0;
}
