/* Each command is a work, which waits to be told that its answer was read. Who gives up a command that does not start in time
 * never tells, and the work waits on. */
#include <linux/completion.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

struct command {
    struct work_struct work;
    struct completion started, answered;
};

void start(struct command *command);
int refused(struct command *command);

static void run(struct work_struct *work)
{
    struct command *command = container_of(work, struct command, work);
    start(command);
    complete(&command->started); /* SEES nonblocking send */
    wait_for_completion(&command->answered); /* EXPECT warning blocking-receive: submit may have left */
    kfree(command);
}

void submit(void)
{
    struct command *command = kzalloc(sizeof *command, GFP_KERNEL);
    init_completion(&command->started);
    init_completion(&command->answered);
    INIT_WORK(&command->work, run); /* SEES spawn */
    schedule_work(&command->work);
    if (!wait_for_completion_timeout(&command->started, HZ)) /* SEES timeout receive */
        return;
    if (!refused(command))
        complete(&command->answered); /* SEES nonblocking send */
    flush_work(&command->work); /* SEES join */
}
