/* Each window gets a coroutine that looks after it, and nobody destroys it when the window is closed. */
#include <aco.h>

int next_window(void);

static void watch(void)
{
    for (;;)
        aco_yield();
}

int main(void)
{
    aco_thread_init(NULL);
    aco_t *main_co = aco_create(NULL, NULL, 0, NULL, NULL);
    aco_share_stack_t *stack = aco_share_stack_new(0);
    while (next_window())
        aco_resume(aco_create(main_co, stack, 0, watch, NULL)); // EXPECT warning immortal-task: one more for each window
}
