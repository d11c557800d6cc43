/* close_log posts once it has set the flag that the worker looks at.
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
        sem_wait(&lines);
        write_line();
    }
    return arg;
}

static void close_log(void)
{
    closing = true;
    sem_post(&lines);
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
