/* A generator yields each number. It waits for nobody but who resumes it, who may destroy it instead. */
#include <minicoro.h>

static void fibonacci(mco_coro *co)
{
    unsigned one = 1, two = 1;
    for (;;) {
        mco_push(co, &one, sizeof one);
        mco_yield(co);
        unsigned next = one + two;
        one = two;
        two = next;
    }
}

int main(void)
{
    mco_desc description = mco_desc_init(fibonacci, 0); // SEES spawn
    mco_coro *co;
    unsigned number = 0;
    mco_create(&co, &description);
    while (number < 1000 && mco_resume(co) == MCO_SUCCESS)
        mco_pop(co, &number, sizeof number);
    mco_destroy(co);
    return 0;
}
