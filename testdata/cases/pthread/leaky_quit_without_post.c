/* A worker takes a semaphore for each line, and looks at its flag in between. close_log sets the flag, posts nothing, and
 * waits for the worker.
 */
#include <pthread.h>
#include <semaphore.h>
#include <stdbool.h>

static sem_t lines;
static bool closing;
static pthread_t thread;

void write_line(void);
bool event(void);

static void *write_log(void *arg)
{
    while (!closing) {
        sem_wait(&lines); // EXPECT error blocking-wait: nobody posts once closing is set
        write_line();
    }
    return arg;
}

static void close_log(void)
{
    closing = true;
    pthread_join(thread, NULL);
}

int main(void)
{
    sem_init(&lines, 0, 0);
    pthread_create(&thread, NULL, write_log, NULL);
    while (event())
        sem_post(&lines);
    close_log();
    return 0;
}
