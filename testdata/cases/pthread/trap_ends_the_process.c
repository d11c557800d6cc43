/* Threads that never return, but do not pile up either: one ends the whole process when its work is done, one is there
 * to do nothing else. One that ends it on an error alone goes on for ever when there is none. */
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

int next_client(void);
void clean_up(void);

/* Waits for the parent to close its end of the pipe. */
static void *until_parent_ends(void *arg)
{
    char byte;
    while (read(*(int *)arg, &byte, 1) > 0)
        ;
    clean_up();
    _exit(0);
}

static void *must_not_run(void *arg)
{
    (void)arg;
    abort();
}

static void *heartbeat(void *arg)
{
    for (;;) {
        if (write(*(int *)arg, "", 1) < 0)
            exit(EXIT_FAILURE);
        sleep(1);
    }
}

void serve(void)
{
    int client;
    while ((client = next_client()) >= 0) {
        pthread_t threads[3];
        int *copy = malloc(sizeof *copy);
        *copy = client;
        pthread_create(&threads[0], NULL, until_parent_ends, copy);
        pthread_create(&threads[1], NULL, must_not_run, copy);
        pthread_create(&threads[2], NULL, heartbeat, copy); // EXPECT warning immortal-task: one more for each client
    }
}
