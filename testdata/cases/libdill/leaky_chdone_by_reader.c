/* The reader calls chdone on its own half when it leaves. That ends the direction in which the reader would send; it
 * does not reach who is blocked sending to it.
 */
#include <libdill.h>

int sensor_read(double *value);
int plot_open(void);
int plot_point(double value);

static coroutine void sample(int out)
{
    double value;
    while (sensor_read(&value)) {
        if (chsend(out, &value, sizeof value, -1) < 0) /* EXPECT error blocking-send: chdone of the other half */
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
    chdone(ch[0]);
}

int main(void)
{
    while (plot_open())
        plot();
    return 0;
}
