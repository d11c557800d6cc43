/* A coroutine yields each time it has something. It waits for nobody but who resumes it, who may destroy it instead. */
#include <aco.h>

int next_number(void);

static void count(void)
{
    int *out = aco_get_arg();
    for (;;) {
        *out = next_number();
        aco_yield();
    }
}

int main(void)
{
    int number = 0;
    aco_thread_init(NULL);
    aco_t *main_co = aco_create(NULL, NULL, 0, NULL, NULL);
    aco_share_stack_t *stack = aco_share_stack_new(0);
    aco_t *counter = aco_create(main_co, stack, 0, count, &number); // SEES spawn
    while (number < 100)
        aco_resume(counter);
    aco_destroy(counter);
    return 0;
}
