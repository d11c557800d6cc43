/* A sampler says on stderr that its send failed, and tries the next one: once its display is closed it fills the disk.
 */
#include <libdill.h>
#include <stdio.h>

int display_next(void);
int display_draw(int display, int sample);
int adc_read(void);

static coroutine void sampler(int out)
{
    while (1) {
        int sample = adc_read();
        if (chsend(out, &sample, sizeof sample, -1) < 0) /* EXPECT error ignored-cancel: it is only logged */
            perror("sampler");
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
