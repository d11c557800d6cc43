/* Each window gets a coroutine that looks after it, and nobody destroys it when the window is closed. */
#include <minicoro.h>

int next_window(void);

static void watch(mco_coro *co)
{
    for (;;)
        mco_yield(co);
}

int main(void)
{
    mco_coro *co;
    while (next_window()) {
        mco_desc description = mco_desc_init(watch, 0); // EXPECT warning immortal-task: one more for each window
        if (mco_create(&co, &description) == MCO_SUCCESS)
            mco_resume(co);
    }
    return 0;
}
