/* A beacon thread for each ship that reports, without an end. */
#include <stdlib.h>
#include <threads.h>
#include <time.h>

int ship_report(void);
void beacon_send(int ship);

static int beacon(void *arg)
{
    int *ship = arg;
    struct timespec minute = {.tv_sec = 60};
    for (;;) {
        thrd_sleep(&minute, NULL);
        beacon_send(*ship);
    }
    return 0;
}

int main(void)
{
    for (;;) {
        int *ship = malloc(sizeof *ship);
        thrd_t thread;
        *ship = ship_report();
        thrd_create(&thread, beacon, ship); /* EXPECT warning immortal-task: one more for each ship */
    }
}
