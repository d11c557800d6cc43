/* Position reports of a drone. The queue is a handful of globals, and each mission starts a telemetry thread. The
 * mission lands, nobody reads positions until the next one, and the thread that was blocked stays beside the new one.
 */
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t room = PTHREAD_COND_INITIALIZER, item = PTHREAD_COND_INITIALIZER;
static double positions[12];
static int n_positions;

int telemetry_read(double *position);
int autopilot_steer(double position); /* 0 once the drone has landed */
int mission_next(void);

static void put_position(double position)
{
    pthread_mutex_lock(&lock);
    while (n_positions == 12)
        pthread_cond_wait(&room, &lock);
    positions[n_positions++] = position;
    pthread_cond_signal(&item);
    pthread_mutex_unlock(&lock);
}

static double get_position(void)
{
    pthread_mutex_lock(&lock);
    while (n_positions == 0)
        pthread_cond_wait(&item, &lock);
    double position = positions[--n_positions];
    pthread_cond_signal(&room);
    pthread_mutex_unlock(&lock);
    return position;
}

static void *telemetry(void *arg)
{
    double position;
    (void)arg;
    while (telemetry_read(&position))
        put_position(position); /* EXPECT error blocking-send: the drone has landed */
    return NULL;
}

static void fly(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, telemetry, NULL);
    pthread_detach(thread);
    while (autopilot_steer(get_position()))
        ;
}

int main(void)
{
    while (mission_next())
        fly();
    return 0;
}
