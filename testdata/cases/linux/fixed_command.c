/* As leaky_command, but the answer is completed on each way. */
#include <linux/completion.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

struct command {
    struct work_struct work;
    struct completion started, answered;
};

void start(struct command *command);

static void run(struct work_struct *work)
{
    struct command *command = container_of(work, struct command, work);
    start(command);
    complete(&command->started); /* SEES nonblocking send */
    wait_for_completion(&command->answered); /* SEES forever receive */
    kfree(command);
}

void submit(void)
{
    struct command *command = kzalloc(sizeof *command, GFP_KERNEL);
    init_completion(&command->started);
    init_completion(&command->answered);
    INIT_WORK(&command->work, run); /* SEES spawn */
    schedule_work(&command->work);
    wait_for_completion_timeout(&command->started, HZ); /* SEES timeout receive */
    complete_all(&command->answered); /* SEES close */
    flush_work(&command->work); /* SEES join */
}
