/* The plot keeps the sender's half as well, and calls chdone on that: a chsend that is blocked on this very half fails
 * with EPIPE, and the sampler leaves.
 */
#include <libdill.h>

int sensor_read(double *value);
int plot_open(void);
int plot_point(double value);

static coroutine void sample(int out)
{
    double value;
    while (sensor_read(&value)) {
        if (chsend(out, &value, sizeof value, -1) < 0)
            return;
    }
}

static void plot(void)
{
    double value;
    int ch[2];
    chmake(ch);
    go(sample(ch[1]));
    for (;;) {
        chrecv(ch[0], &value, sizeof value, -1);
        if (plot_point(value) < 0)
            break;
    }
    chdone(ch[1]);
}

int main(void)
{
    while (plot_open())
        plot();
    return 0;
}
