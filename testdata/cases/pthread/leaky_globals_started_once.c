/* The same shape once for the process: one collector thread, started by main, feeds globals that the control loop
 * empties until the operator stops it. It is one thread; main joins it at shutdown, and hangs with it.
 */
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t room = PTHREAD_COND_INITIALIZER, item = PTHREAD_COND_INITIALIZER;
static int events[40];
static unsigned begin, end;

int bus_read(int *event);
int dispatch(int event);
void report_shutdown(void);

static void *collect(void *arg)
{
    int event;
    (void)arg;
    while (bus_read(&event)) {
        pthread_mutex_lock(&lock);
        while (end - begin == 40)
            pthread_cond_wait(&room, &lock); /* EXPECT error blocking-send: the control loop may have ended */
        events[end++ % 40] = event;
        pthread_cond_signal(&item);
        pthread_mutex_unlock(&lock);
    }
    return NULL;
}

static void *control(void *arg)
{
    int event;
    (void)arg;
    do {
        pthread_mutex_lock(&lock);
        while (end == begin)
            pthread_cond_wait(&item, &lock);
        event = events[begin++ % 40];
        pthread_cond_signal(&room);
        pthread_mutex_unlock(&lock);
    } while (dispatch(event));
    return NULL;
}

int main(void)
{
    pthread_t collector, controller;
    pthread_create(&collector, NULL, collect, NULL);
    pthread_create(&controller, NULL, control, NULL);
    pthread_join(controller, NULL);
    report_shutdown();
    pthread_join(collector, NULL);
    return 0;
}
