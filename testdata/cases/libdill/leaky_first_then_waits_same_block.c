/* main wants the first temperature of the probe, and then that everything ends in good order: it waits for the bundle,
 * in which the probe waits for somebody to take the second one.
 */
#include <libdill.h>
#include <stdio.h>

int probe_read(double *celsius);

static coroutine void probe(int out)
{
    double celsius;
    while (probe_read(&celsius))
        chsend(out, &celsius, sizeof celsius, -1); /* EXPECT error join-deadlock: main takes one, and waits */
}

int main(void)
{
    double celsius;
    int ch[2], tasks = bundle();
    if (tasks < 0 || chmake(ch) < 0)
        return 1;
    bundle_go(tasks, probe(ch[1]));
    chrecv(ch[0], &celsius, sizeof celsius, -1);
    printf("%.1f\n", celsius);
    bundle_wait(tasks, -1);
    hclose(tasks);
    return 0;
}
