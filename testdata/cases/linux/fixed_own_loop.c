/* A kernel thread waits for blocks to write, in a loop that the driver writes itself and that asks whether it should stop. */
#include <linux/kthread.h>
#include <linux/wait.h>

struct disk {
    wait_queue_head_t dirty;
    spinlock_t lock;
    struct list_head blocks;
    int n_blocks;
    struct task_struct *flusher;
};
static struct disk disk;

void write_block(struct list_head *block);

static int flush(void *data)
{
    struct disk *disk = data;
    while (!kthread_should_stop()) {
        DEFINE_WAIT(wait);
        for (;;) {
            prepare_to_wait(&disk->dirty, &wait, TASK_INTERRUPTIBLE);
            if (disk->n_blocks > 0 || kthread_should_stop())
                break;
            schedule(); /* SEES forever receive */
        }
        finish_wait(&disk->dirty, &wait);
        if (kthread_should_stop())
            break;
        spin_lock(&disk->lock);
        struct list_head *block = disk->blocks.next;
        list_del(block);
        disk->n_blocks--;
        spin_unlock(&disk->lock);
        write_block(block);
    }
    return 0;
}

void disk_write(struct list_head *block)
{
    spin_lock(&disk.lock);
    list_add_tail(block, &disk.blocks);
    disk.n_blocks++;
    spin_unlock(&disk.lock);
    wake_up_interruptible(&disk.dirty); /* SEES signal */
}

int disk_add(void)
{
    init_waitqueue_head(&disk.dirty);
    INIT_LIST_HEAD(&disk.blocks);
    disk.flusher = kthread_run(flush, &disk, "flush"); /* SEES spawn */
    return 0;
}

void disk_remove(void)
{
    kthread_stop(disk.flusher); /* SEES join */
}
