/* The workers of a build, which end when there is no job any more. */
#include <libdill.h>

int build_next(void);
int job_next(int build, int *job);
void compile(int job);

static coroutine void worker(int jobs)
{
    int job;
    while (chrecv(jobs, &job, sizeof job, -1) == 0)
        compile(job);
}

static void build(int number)
{
    int job, ch[2], workers = bundle();
    if (workers < 0 || chmake(ch) < 0)
        return;
    for (int i = 0; i < 3; i++)
        bundle_go(workers, worker(ch[1]));
    while (job_next(number, &job))
        if (chsend(ch[0], &job, sizeof job, -1) < 0)
            break;
    hclose(workers);
    hclose(ch[0]);
    hclose(ch[1]);
}

int main(void)
{
    int number;
    while ((number = build_next()) >= 0)
        build(number);
    return 0;
}
