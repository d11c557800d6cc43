/* go stands in a helper, the send in a function that the coroutine calls, and the handle is lost between them. */
#include <libdill.h>

struct job {
    int id;
    int out;
};

int job_step(int id);
int job_next(struct job *job);
int terminal_print(int step);

static int emit(const struct job *job, int step)
{
    return chsend(job->out, &step, sizeof step, -1); /* EXPECT error blocking-send: the terminal may be gone */
}

static coroutine void run(struct job *job)
{
    int step;
    while ((step = job_step(job->id)) >= 0) {
        if (emit(job, step) < 0)
            return;
    }
}

static void start(struct job *job)
{
    go(run(job));
}

static void follow(int id)
{
    struct job *job = malloc(sizeof *job);
    int step, ch[2];
    chmake(ch);
    job->id = id;
    job->out = ch[1];
    start(job);
    for (;;) {
        if (chrecv(ch[0], &step, sizeof step, -1) < 0 || terminal_print(step) < 0)
            return;
    }
}

int main(void)
{
    struct job job;
    while (job_next(&job))
        follow(job.id);
    return 0;
}
