/* A thread takes a free page before it fills one, which who has sent the page gives back; and it looks behind the wait
 * whether it should stop, which whoever stops it says before it posts. */
#include <qemu/thread.h>

struct channel {
    QemuSemaphore free;
    QemuMutex lock;
    bool quit;
    int pages;
};
bool send_page(int page);

static void *fill(void *opaque)
{
    struct channel *channel = opaque;
    for (;;) {
        qemu_sem_wait(&channel->free);
        if (channel->quit)
            break;
        qemu_mutex_lock(&channel->lock);
        channel->pages++;
        qemu_mutex_unlock(&channel->lock);
    }
    return NULL;
}

void migrate(void)
{
    struct channel channel = {.quit = false};
    QemuThread thread;
    qemu_mutex_init(&channel.lock);
    qemu_sem_init(&channel.free, 16);
    qemu_thread_create(&thread, "fill", fill, &channel, QEMU_THREAD_JOINABLE); // SEES spawn
    while (send_page(channel.pages))
        qemu_sem_post(&channel.free);
    channel.quit = true;
    qemu_sem_post(&channel.free);
    qemu_thread_join(&thread); // SEES join
}
