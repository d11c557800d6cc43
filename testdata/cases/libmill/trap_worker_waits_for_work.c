/* Four workers are started with the process, and wait for jobs until it ends. Jobs may never come. */
#include <libmill.h>

int job_next(void);
int job_urgent(int job);
void job_do(int job);

static coroutine void worker(chan jobs)
{
    for (;;) {
        int job = chr(jobs, int);
        if (job < 0)
            break;
        job_do(job);
    }
}

int main(void)
{
    chan jobs = chmake(int, 100);
    for (int i = 0; i < 4; i++)
        go(worker(chdup(jobs)));
    for (;;) {
        int job = job_next();
        if (job_urgent(job))
            job_do(job);
        else
            chs(jobs, int, job);
    }
}
