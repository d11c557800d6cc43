/* A broker thread that quotes prices, and what its clients need to ask it. */
#ifndef BROKER_H
#define BROKER_H

#include <pthread.h>
#include <stdbool.h>

struct quote {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool ready;
    double price;
};

struct order {
    int share;
    struct quote *quote;
};

void broker_start(void);
void broker_submit(struct order *order);
void quote_give(struct quote *quote, double price);
double quote_take(struct quote *quote);

#endif
