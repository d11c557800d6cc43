/* The caller waits for its answer for a second at most. The thread that answers waits until the answer is accepted, and
 * an answer that comes after the second is not.
 */
#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

struct answer {
    pthread_mutex_t lock;
    pthread_cond_t offered, accepted;
    bool full;
    int price;
};

struct question {
    int article;
    struct answer answer;
};

struct questions {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    struct question *pending;
};

int warehouse_price(int article);
int customer_article(void);
void customer_price(int price);
void customer_sorry(void);

static void answer_give(struct answer *a, int price)
{
    pthread_mutex_lock(&a->lock);
    a->price = price;
    a->full = true;
    pthread_cond_signal(&a->offered);
    while (a->full)
        pthread_cond_wait(&a->accepted, &a->lock);
    pthread_mutex_unlock(&a->lock);
}

static bool answer_accept(struct answer *a, int *price)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec++;
    pthread_mutex_lock(&a->lock);
    while (!a->full) {
        if (pthread_cond_timedwait(&a->offered, &a->lock, &until) == ETIMEDOUT) {
            pthread_mutex_unlock(&a->lock);
            return false;
        }
    }
    *price = a->price;
    a->full = false;
    pthread_cond_signal(&a->accepted);
    pthread_mutex_unlock(&a->lock);
    return true;
}

static void question_put(struct questions *q, struct question *question)
{
    pthread_mutex_lock(&q->lock);
    while (q->pending)
        pthread_cond_wait(&q->room, &q->lock);
    q->pending = question;
    pthread_cond_signal(&q->some);
    pthread_mutex_unlock(&q->lock);
}

static struct question *question_get(struct questions *q)
{
    pthread_mutex_lock(&q->lock);
    while (!q->pending)
        pthread_cond_wait(&q->some, &q->lock);
    struct question *question = q->pending;
    q->pending = NULL;
    pthread_cond_signal(&q->room);
    pthread_mutex_unlock(&q->lock);
    return question;
}

static void *warehouse(void *arg)
{
    struct questions *questions = arg;
    for (;;) {
        struct question *question = question_get(questions);
        int price = warehouse_price(question->article);
        answer_give(&question->answer, price); /* EXPECT error blocking-send: the second may be over */
    }
    return NULL;
}

static void serve(struct questions *questions, int article)
{
    struct question *question = calloc(1, sizeof *question);
    int price;
    question->article = article;
    question_put(questions, question);
    if (answer_accept(&question->answer, &price))
        customer_price(price);
    else
        customer_sorry();
}

int main(void)
{
    struct questions *questions = calloc(1, sizeof *questions);
    pthread_t thread;
    int article;
    pthread_create(&thread, NULL, warehouse, questions);
    while ((article = customer_article()) >= 0)
        serve(questions, article);
    return 0;
}
