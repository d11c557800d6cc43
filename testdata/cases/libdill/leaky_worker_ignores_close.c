/* Each build has three workers that take jobs from a channel until the bundle is closed; they take the failed receive
 * for another job.
 */
#include <libdill.h>

int build_next(void);
int job_next(int build, int *job);
void compile(int job);

static coroutine void worker(int jobs)
{
    int job = 0;
    for (;;) {
        chrecv(jobs, &job, sizeof job, -1); /* EXPECT error ignored-cancel: it fails at once from then on */
        compile(job);
    }
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
