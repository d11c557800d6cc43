#include <chanlint.h>
#include <stdatomic.h>

struct ring {
    atomic_uint head, tail;
    int items[64];
};

CHANLINT(send(0, 1)) void ring_put(struct ring *r, int item);
CHANLINT(receive(0)) int ring_take(struct ring *r);
