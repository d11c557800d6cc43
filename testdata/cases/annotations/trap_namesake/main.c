#include "queue.h"
#include <pthread.h>
#include <stdio.h>

void stack_fill(void);

static void *count(void *argument)
{
    for (int item = 0;; item++)
        push(argument, item); // EXPECT note blocking-send: who takes from it stays
    return NULL;
}

int main(void)
{
    struct queue *q = queue_new();
    pthread_t thread;
    stack_fill();
    pthread_create(&thread, NULL, count, q); // SEES spawn
    for (;;)
        printf("%d\n", pop(q)); // SEES forever receive
}
