/* Each download gets a thread that reads the flash and puts its blocks into the message queue of the download. The
 * download ends at the first error of the link, and the thread waits for room. */
#include <zephyr/kernel.h>
#include <zephyr/logging/log.h>

LOG_MODULE_REGISTER(fetch, LOG_LEVEL_INF);

struct block {
    uint32_t at;
    uint8_t bytes[64];
};

struct download {
    struct k_msgq blocks;
    struct k_thread thread;
    K_THREAD_STACK_MEMBER(stack, 1024);
};

int next_request(void);
int read_flash(uint32_t at, struct block *block);
int link_send(const struct block *block);

static void fetch(void *p1, void *p2, void *p3)
{
    struct download *download = p1;
    struct block block = {.at = 0};
    while (read_flash(block.at++, &block) == 0)
        k_msgq_put(&download->blocks, &block, K_FOREVER); // EXPECT error blocking-send: the link breaks
}

static void serve(void)
{
    struct download *download = k_malloc(sizeof *download);
    struct block block;
    k_msgq_alloc_init(&download->blocks, sizeof block, 4);
    k_thread_create(&download->thread, download->stack, 1024, fetch, download, NULL, NULL, 5, 0, K_NO_WAIT);
    while (k_msgq_get(&download->blocks, &block, K_FOREVER) == 0)
        if (link_send(&block) < 0) {
            LOG_WRN("link lost at %u", block.at);
            return;
        }
}

int main(void)
{
    while (next_request())
        serve();
    return 0;
}
