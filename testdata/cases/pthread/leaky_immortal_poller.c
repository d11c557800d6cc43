/* Both defects in one: the poller's loop has no end, so it would pile up even with a receiver that stays, and its send
 * blocks once the dashboard is closed.
 */
#include <pthread.h>
#include <stdlib.h>

struct gauges {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    double values[4];
    unsigned n;
};

double gauge_read(void);
int dashboard_open(void);
int dashboard_draw(double value);

static void gauges_add(struct gauges *g, double value)
{
    pthread_mutex_lock(&g->lock);
    while (g->n == 4)
        pthread_cond_wait(&g->room, &g->lock);
    g->values[g->n++] = value;
    pthread_cond_signal(&g->some);
    pthread_mutex_unlock(&g->lock);
}

static double gauges_take(struct gauges *g)
{
    pthread_mutex_lock(&g->lock);
    while (g->n == 0)
        pthread_cond_wait(&g->some, &g->lock);
    double value = g->values[--g->n];
    pthread_cond_signal(&g->room);
    pthread_mutex_unlock(&g->lock);
    return value;
}

static void *poll_gauges(void *arg)
{
    struct gauges *g = arg;
    for (;;)
        gauges_add(g, gauge_read()); /* EXPECT error blocking-send: the dashboard may be closed */
    return NULL;
}

static void dashboard(void)
{
    struct gauges *g = calloc(1, sizeof *g);
    pthread_t poller;
    pthread_create(&poller, NULL, poll_gauges, g); /* EXPECT warning immortal-task: one more for each dashboard */
    pthread_detach(poller);
    while (dashboard_draw(gauges_take(g)) == 0)
        ;
}

int main(void)
{
    while (dashboard_open())
        dashboard();
    return 0;
}
