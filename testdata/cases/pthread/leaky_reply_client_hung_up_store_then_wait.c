/* A thread evaluates formulas for all sheets, one after the other, and hands each result to whoever asked. A sheet that
 * is closed between question and answer returns, and from then on no formula is evaluated.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct handover {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool offered;
    double value;
};

struct formula {
    const char *text;
    struct handover result;
};

struct inbox {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    struct formula *formulas[32];
    unsigned in, out;
};

double evaluate(const char *text);
const char *sheet_next(void);
bool sheet_closed(void);
void sheet_show(double value);

static void handover_give(struct handover *h, double value)
{
    pthread_mutex_lock(&h->lock);
    h->value = value;
    h->offered = true;
    pthread_cond_broadcast(&h->changed);
    while (h->offered)
        pthread_cond_wait(&h->changed, &h->lock);
    pthread_mutex_unlock(&h->lock);
}

static double handover_accept(struct handover *h)
{
    pthread_mutex_lock(&h->lock);
    while (!h->offered)
        pthread_cond_wait(&h->changed, &h->lock);
    double value = h->value;
    h->offered = false;
    pthread_cond_broadcast(&h->changed);
    pthread_mutex_unlock(&h->lock);
    return value;
}

static void inbox_push(struct inbox *box, struct formula *formula)
{
    pthread_mutex_lock(&box->lock);
    while (box->in - box->out == 32)
        pthread_cond_wait(&box->room, &box->lock);
    box->formulas[box->in++ % 32] = formula;
    pthread_cond_signal(&box->some);
    pthread_mutex_unlock(&box->lock);
}

static struct formula *inbox_pop(struct inbox *box)
{
    pthread_mutex_lock(&box->lock);
    while (box->in == box->out)
        pthread_cond_wait(&box->some, &box->lock);
    struct formula *formula = box->formulas[box->out++ % 32];
    pthread_cond_signal(&box->room);
    pthread_mutex_unlock(&box->lock);
    return formula;
}

static void *evaluator(void *arg)
{
    struct inbox *box = arg;
    for (;;) {
        struct formula *formula = inbox_pop(box);
        double value = evaluate(formula->text);
        handover_give(&formula->result, value); /* EXPECT error blocking-send: the sheet may be closed */
    }
    return NULL;
}

static void compute(struct inbox *box, const char *text)
{
    struct formula *formula = calloc(1, sizeof *formula);
    formula->text = text;
    pthread_mutex_init(&formula->result.lock, NULL);
    pthread_cond_init(&formula->result.changed, NULL);
    inbox_push(box, formula);
    if (sheet_closed())
        return;
    sheet_show(handover_accept(&formula->result));
}

int main(void)
{
    struct inbox *box = calloc(1, sizeof *box);
    pthread_t thread;
    const char *text;
    pthread_create(&thread, NULL, evaluator, box);
    while ((text = sheet_next()))
        compute(box, text);
    return 0;
}
