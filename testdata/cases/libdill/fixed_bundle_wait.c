/* The results of leaky_bundle_wait, taken before the coroutines are waited for. */
#include <libdill.h>

int part_compute(int part);
void total_show(int total);

static coroutine void compute(int results, int part)
{
    int result = part_compute(part);
    chsend(results, &result, sizeof result, -1);
}

int main(void)
{
    int results[2], result, total = 0;
    int workers = bundle();
    chmake(results);
    for (int part = 0; part < 8; part++)
        bundle_go(workers, compute(results[1], part));
    for (int part = 0; part < 8; part++)
        if (chrecv(results[0], &result, sizeof result, -1) == 0)
            total += result;
    bundle_wait(workers, -1);
    total_show(total);
    return 0;
}
