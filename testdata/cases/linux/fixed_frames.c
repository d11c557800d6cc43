/* As leaky_frames, but the wait asks whether the thread should stop, and so does what comes behind it. */
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/wait.h>

struct camera {
    spinlock_t lock;
    wait_queue_head_t room, some;
    int frames[4];
    int n;
    struct task_struct *grabber;
};

int grab(void);

static int grab_frames(void *data)
{
    struct camera *camera = data;
    while (!kthread_should_stop()) {
        int frame = grab();
        wait_event(camera->room, camera->n < 4 || kthread_should_stop()); /* SEES forever send */
        if (kthread_should_stop())
            break;
        spin_lock(&camera->lock);
        camera->frames[camera->n++] = frame;
        spin_unlock(&camera->lock);
        wake_up(&camera->some); /* SEES signal */
    }
    return 0;
}

static struct camera camera;

int camera_read(void)
{
    wait_event(camera.some, camera.n > 0); /* SEES forever receive */
    spin_lock(&camera.lock);
    int frame = camera.frames[--camera.n];
    spin_unlock(&camera.lock);
    wake_up(&camera.room); /* SEES signal */
    return frame;
}

int camera_open(void)
{
    init_waitqueue_head(&camera.room);
    init_waitqueue_head(&camera.some);
    camera.grabber = kthread_run(grab_frames, &camera, "grabber"); /* SEES spawn */
    return IS_ERR(camera.grabber) ? PTR_ERR(camera.grabber) : 0;
}

void camera_close(void)
{
    kthread_stop(camera.grabber); /* SEES join */
}
