/* main wants one temperature, prints it unless the probe is broken, and then waits for all coroutines to be done. The
 * probe is not: it waits for somebody to take its second one.
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
    if (celsius > -273)
        printf("%.1f\n", celsius);
    bundle_wait(tasks, -1);
    hclose(tasks);
    return 0;
}
