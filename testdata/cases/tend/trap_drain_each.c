/* Each channel is closed and emptied: the failed receive ends the inner loop, and the outer one has an end. */
#include <tend.h>

enum { LANES = 4 };

static struct tend_channel *lanes[LANES];

int job_next(void);
void job_drop(int job);

static void produce(void *lane)
{
    int job = job_next();
    tend_send(TEND_BACKGROUND, *(struct tend_channel **)lane, &job);
}

static void drain(void *unused)
{
    int job;
    for (int i = 0; i < LANES; i++) {
        tend_channel_close(lanes[i]);
        while (tend_receive(TEND_BACKGROUND, lanes[i], &job) == 0)
            job_drop(job);
    }
}

static void start(void *unused)
{
    for (int i = 0; i < LANES; i++) {
        lanes[i] = tend_channel_make(sizeof(int), 2);
        tend_go(produce, &lanes[i]);
    }
    tend_go(drain, unused);
}

int main(void)
{
    return tend_run(start, NULL) != 0;
}
