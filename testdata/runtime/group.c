#include "context.h"
#include "task.h"

int tend_group_go(struct tend_group *group, void (*body)(void *), void *argument)
{
    return task_start(body, argument, STACK_SIZE, group, __builtin_return_address(0));
}

int tend_group_wait(struct tend_context *context, struct tend_group *group)
{
    int error = tend_context_reason(context);
    if (error || !group->live)
        return error;
    struct tend_hook ended;
    task_hook(&group->waiting, &ended);
    return context_wait(context, "group wait", -1, &error) ? 0 : error;
}
