/* The sampler that logs a failed send, and leaves its loop when that says that it is cancelled. */
#include <errno.h>
#include <libdill.h>
#include <stdio.h>

int display_next(void);
int display_draw(int display, int sample);
int adc_read(void);

static coroutine void sampler(int out)
{
    while (1) {
        int sample = adc_read();
        if (chsend(out, &sample, sizeof sample, -1) < 0) {
            if (errno == ECANCELED)
                break;
            perror("sampler");
        }
    }
}

static void display(int number)
{
    int sample, ch[2], tasks = bundle();
    if (tasks < 0 || chmake(ch) < 0)
        return;
    bundle_go(tasks, sampler(ch[1]));
    do {
        if (chrecv(ch[0], &sample, sizeof sample, -1) < 0)
            break;
    } while (display_draw(number, sample));
    hclose(tasks);
    hclose(ch[0]);
    hclose(ch[1]);
}

int main(void)
{
    int number;
    while ((number = display_next()) >= 0)
        display(number);
    return 0;
}
