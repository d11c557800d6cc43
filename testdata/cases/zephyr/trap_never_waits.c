/* Puts that nobody gets, and that never wait: into lists, to the front, without a timeout, from a work item. */
#include <zephyr/kernel.h>

struct event {
    void *reserved;
    int key;
};

K_MSGQ_DEFINE(keys, sizeof(int), 4, 4);
K_FIFO_DEFINE(events);
K_SEM_DEFINE(pressed, 0, 1);

int read_key(void);

static int put(const int *key, k_timeout_t timeout)
{
    return k_msgq_put(&keys, key, timeout);
}

static void on_key(struct k_work *work)
{
    struct event *event = k_malloc(sizeof *event);
    event->key = read_key();
    k_fifo_put(&events, event);
    k_msgq_put(&keys, &event->key, K_NO_WAIT);
    k_msgq_put_front(&keys, &event->key);
    put(&event->key, K_NO_WAIT);
    put(&event->key, K_MSEC(20));
    k_sem_give(&pressed);
}

K_WORK_DEFINE(key_work, on_key);

void key_isr(const void *argument)
{
    k_work_submit(&key_work);
}
