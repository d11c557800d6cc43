/* The signal handler sets the flag, and nobody signals the condition: the logger may sleep for ever, and main with it.
 */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t some = PTHREAD_COND_INITIALIZER, room = PTHREAD_COND_INITIALIZER;
static char *lines[64];
static unsigned count;
static volatile sig_atomic_t quit;

char *device_line(void);

static void on_signal(int number)
{
    (void)number;
    quit = 1;
}

static void put(char *line)
{
    pthread_mutex_lock(&lock);
    while (count == 64 && !quit)
        pthread_cond_wait(&room, &lock);
    if (!quit)
        lines[count++] = line;
    pthread_cond_signal(&some);
    pthread_mutex_unlock(&lock);
}

static char *take(void)
{
    char *line = NULL;
    pthread_mutex_lock(&lock);
    while (count == 0)
        pthread_cond_wait(&some, &lock);
    line = lines[--count];
    pthread_cond_signal(&room);
    pthread_mutex_unlock(&lock);
    return line;
}

static void *read_device(void *arg)
{
    while (!quit)
        put(device_line()); /* EXPECT error stop-without-wake: the handler sets quit, and `room` stays unsignalled */
    return arg;
}

int main(void)
{
    pthread_t reader;
    signal(SIGINT, on_signal);
    pthread_create(&reader, NULL, read_device, NULL);
    while (!quit)
        puts(take());
    pthread_join(reader, NULL);
    return 0;
}
