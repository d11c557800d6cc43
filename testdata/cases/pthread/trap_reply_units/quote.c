#include "broker.h"

void quote_give(struct quote *q, double price)
{
    pthread_mutex_lock(&q->lock);
    while (q->ready)
        pthread_cond_wait(&q->changed, &q->lock);
    q->price = price;
    q->ready = true;
    pthread_cond_broadcast(&q->changed);
    pthread_mutex_unlock(&q->lock);
}

double quote_take(struct quote *q)
{
    pthread_mutex_lock(&q->lock);
    while (!q->ready)
        pthread_cond_wait(&q->changed, &q->lock);
    double price = q->price;
    q->ready = false;
    pthread_cond_broadcast(&q->changed);
    pthread_mutex_unlock(&q->lock);
    return price;
}
