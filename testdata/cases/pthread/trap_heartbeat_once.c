/* One watchdog for the whole process: it has no end, and needs none. */
#include <pthread.h>
#include <unistd.h>

void watchdog_kick(void);
int server_run(void);

static void *kick(void *arg)
{
    (void)arg;
    for (;;) {
        sleep(5);
        watchdog_kick();
    }
}

int main(void)
{
    pthread_t watchdog;
    pthread_create(&watchdog, NULL, kick, NULL);
    return server_run();
}
