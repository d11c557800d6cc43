/* A meter's thread waits to be asked for the next reading, and looks whether the meter is closed behind that. Who closes
 * it while nobody asks waits for ever. */
#include <stdbool.h>
#include <uv.h>

struct meter {
    uv_mutex_t lock;
    uv_cond_t asked;
    bool wanted, closed;
    uv_thread_t thread;
};

void read_meter(void);
int button(void);

static void run(void *arg)
{
    struct meter *m = arg;
    uv_mutex_lock(&m->lock);
    while (!m->closed) {
        while (!m->wanted)
            uv_cond_wait(&m->asked, &m->lock); // EXPECT error blocking-wait: it wakes, and nothing is wanted
        m->wanted = false;
        read_meter();
    }
    uv_mutex_unlock(&m->lock);
}

static void meter_ask(struct meter *m)
{
    uv_mutex_lock(&m->lock);
    m->wanted = true;
    uv_cond_signal(&m->asked);
    uv_mutex_unlock(&m->lock);
}

static void meter_close(struct meter *m)
{
    uv_mutex_lock(&m->lock);
    m->closed = true;
    uv_cond_signal(&m->asked);
    uv_mutex_unlock(&m->lock);
    uv_thread_join(&m->thread);
}

int main(void)
{
    static struct meter m;
    uv_mutex_init(&m.lock);
    uv_cond_init(&m.asked);
    uv_thread_create(&m.thread, run, &m);
    while (button())
        meter_ask(&m);
    meter_close(&m);
    return 0;
}
