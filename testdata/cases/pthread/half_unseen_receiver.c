/* A camera's frames go to a consumer in another library. The grabber looks at its stop flag between frames, not while
 * it waits for room.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct frames {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    void *slots[3];
    int n;
};

struct camera {
    atomic_int stop;
    struct frames *frames;
};

void *sensor_grab(void);
void analytics_attach(struct frames *frames); /* elsewhere */
void analytics_detach(struct frames *frames);
int camera_wait_plugged(void);
void camera_wait_unplugged(void);

static void frames_put(struct frames *f, void *frame)
{
    pthread_mutex_lock(&f->lock);
    while (f->n == 3)
        pthread_cond_wait(&f->room, &f->lock);
    f->slots[f->n++] = frame;
    pthread_cond_signal(&f->some);
    pthread_mutex_unlock(&f->lock);
}

static void *grab(void *arg)
{
    struct camera *c = arg;
    while (!c->stop)
        frames_put(c->frames, sensor_grab()); /* EXPECT warning uncovered-send: nothing says that analytics stays */
    return NULL;
}

static void run_camera(void)
{
    struct camera *c = calloc(1, sizeof *c);
    pthread_t grabber;
    c->frames = calloc(1, sizeof *c->frames);
    analytics_attach(c->frames);
    pthread_create(&grabber, NULL, grab, c);
    camera_wait_unplugged();
    analytics_detach(c->frames);
    c->stop = 1;
    pthread_join(grabber, NULL);
}

int main(void)
{
    while (camera_wait_plugged())
        run_camera();
    return 0;
}
