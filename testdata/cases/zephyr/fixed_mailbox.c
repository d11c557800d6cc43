/* As leaky_mailbox, but orders that nobody takes within a second are dropped. */
#include <zephyr/kernel.h>

K_MBOX_DEFINE(box);

int next_order(void);
void configure(uint32_t order);

static void order_thread(void *p1, void *p2, void *p3)
{
    for (;;) {
        struct k_mbox_msg message = {.info = (uint32_t)next_order()};
        k_mbox_put(&box, &message, K_MSEC(1000));
    }
}

K_THREAD_DEFINE(orders, 1024, order_thread, NULL, NULL, NULL, 5, 0, 0);

static void config_thread(void *p1, void *p2, void *p3)
{
    struct k_mbox_msg message;
    k_mbox_get(&box, &message, NULL, K_FOREVER);
    configure(message.info);
}

K_THREAD_DEFINE(config, 1024, config_thread, NULL, NULL, NULL, 5, 0, 0);
