/* A heartbeat sleeps between its sends, and is told by the sleep that it is closed. */
#include <libdill.h>

int patient_next(void);
int monitor(int patient, int beat);

static coroutine void heartbeat(int out)
{
    for (int beat = 1;; beat = !beat) {
        if (msleep(now() + 500) < 0)
            return;
        chsend(out, &beat, sizeof beat, -1);
    }
}

static void watch(int patient)
{
    int beat, ch[2];
    if (chmake(ch) < 0)
        return;
    int beating = go(heartbeat(ch[1]));
    while (chrecv(ch[0], &beat, sizeof beat, -1) == 0 && monitor(patient, beat))
        ;
    hclose(beating);
    hclose(ch[0]);
    hclose(ch[1]);
}

int main(void)
{
    for (;;)
        watch(patient_next());
}
