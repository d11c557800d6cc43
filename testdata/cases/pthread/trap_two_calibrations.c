/* Both cameras of a stereo rig are calibrated at once, in threads that hand their results over; the caller accepts two.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct meeting {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool full;
    double error;
};

struct camera {
    int device;
    struct meeting *meeting;
};

double camera_calibrate(int device);
int rig_next(int *left, int *right);
void rig_use(double error);

static void meeting_give(struct meeting *m, double error)
{
    pthread_mutex_lock(&m->lock);
    while (m->full)
        pthread_cond_wait(&m->changed, &m->lock);
    m->error = error;
    m->full = true;
    pthread_cond_broadcast(&m->changed);
    pthread_mutex_unlock(&m->lock);
}

static double meeting_take(struct meeting *m)
{
    pthread_mutex_lock(&m->lock);
    while (!m->full)
        pthread_cond_wait(&m->changed, &m->lock);
    double error = m->error;
    m->full = false;
    pthread_cond_broadcast(&m->changed);
    pthread_mutex_unlock(&m->lock);
    return error;
}

static void *calibrate(void *arg)
{
    struct camera *camera = arg;
    meeting_give(camera->meeting, camera_calibrate(camera->device));
    return NULL;
}

static double calibrate_rig(int left, int right)
{
    struct meeting meeting = {.lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};
    struct camera cameras[2] = {{left, &meeting}, {right, &meeting}};
    pthread_t threads[2];
    pthread_create(&threads[0], NULL, calibrate, &cameras[0]);
    pthread_create(&threads[1], NULL, calibrate, &cameras[1]);
    double a = meeting_take(&meeting), b = meeting_take(&meeting);
    pthread_join(threads[0], NULL);
    pthread_join(threads[1], NULL);
    return a > b ? a : b;
}

int main(void)
{
    int left, right;
    while (rig_next(&left, &right))
        rig_use(calibrate_rig(left, right));
    return 0;
}
