#include <chanlint.h>

struct queue;
CHANLINT(create(result)) struct queue *queue_new(void);
CHANLINT(send(0, 1)) void push(struct queue *q, int item);
CHANLINT(receive(0)) int pop(struct queue *q);
