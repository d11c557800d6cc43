/* The failed receive ends the inner loop only: when the lane is closed the task spins for good. */
#include <tend.h>

int job_next(int *job);
void job_do(int job);

static void work(void *lane)
{
    int job;
    for (;;)
        while (tend_receive(TEND_BACKGROUND, lane, &job) == 0) /* EXPECT error ignored-cancel: it fails from then on */
            job_do(job);
}

static void build(void *unused)
{
    struct tend_channel *lane = tend_channel_make(sizeof(int), 0);
    int job;
    tend_go(work, lane);
    while (job_next(&job))
        tend_send(TEND_BACKGROUND, lane, &job); /* EXPECT note blocking-send: the worker never leaves */
    tend_channel_close(lane);
}

static void start(void *unused)
{
    for (;;) {
        build(unused);
        tend_sleep(TEND_BACKGROUND, 1000);
    }
}

int main(void)
{
    return tend_run(start, NULL) != 0;
}
