/* Samples for a plug-in that is not part of this tree: the host gives it the queue and starts the sampler. Whether the
 * plug-in takes to the end, or returns early, cannot be seen.
 */
#include <pthread.h>
#include <stdlib.h>

struct sample_queue {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    float samples[2048];
    unsigned len;
};

int adc_read(float *sample);
void plugin_run(const char *plugin, struct sample_queue *queue); /* in the plug-in's library */
const char *next_plugin(void);

static void sample_queue_push(struct sample_queue *q, float sample)
{
    pthread_mutex_lock(&q->lock);
    while (q->len == 2048)
        pthread_cond_wait(&q->room, &q->lock);
    q->samples[q->len++] = sample;
    pthread_cond_signal(&q->some);
    pthread_mutex_unlock(&q->lock);
}

static void *sample(void *arg)
{
    struct sample_queue *q = arg;
    float value;
    while (adc_read(&value))
        sample_queue_push(q, value); /* EXPECT warning blocking-send: only the plug-in knows whether it stays */
    return NULL;
}

static void host(const char *plugin)
{
    struct sample_queue *q = calloc(1, sizeof *q);
    pthread_t sampler;
    pthread_create(&sampler, NULL, sample, q);
    pthread_detach(sampler);
    plugin_run(plugin, q);
}

int main(void)
{
    const char *plugin;
    while ((plugin = next_plugin()))
        host(plugin);
    return 0;
}
