/* The starts count up to n and the receives count n down: as many of the one as of the other. */
#include <libdill.h>

int job_run(int batch, int job);
int batch_next(int *jobs);
void batch_done(int batch, int failed);

static coroutine void run(int batch, int job, int done)
{
    int failed = job_run(batch, job) != 0;
    chsend(done, &failed, sizeof failed, -1);
}

static int run_batch(int batch, int n)
{
    int done[2], failed, failures = 0;
    chmake(done);
    for (int job = 1; job <= n; job++)
        go(run(batch, job, done[1]));
    while (n-- > 0) {
        chrecv(done[0], &failed, sizeof failed, -1);
        failures += failed;
    }
    hclose(done[0]);
    hclose(done[1]);
    return failures;
}

int main(void)
{
    int batch, jobs;
    while ((batch = batch_next(&jobs)) >= 0)
        batch_done(batch, run_batch(batch, jobs));
    return 0;
}
