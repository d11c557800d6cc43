/* The thread that cannot read the file closes the channel, which wakes who waits for the checksum. */
#include <chan/chan.h>
#include <pthread.h>

struct checksum {
    const char *path;
    chan_t *sum;
};

const char *upload_next(void);
int file_open(const char *path);
int file_sum(int file);
void upload_done(const char *path, int sum);

static void *compute(void *arg)
{
    struct checksum *c = arg;
    int file = file_open(c->path);
    if (file < 0) {
        chan_close(c->sum);
        return NULL;
    }
    chan_send_int32(c->sum, file_sum(file));
    return NULL;
}

static void *upload(void *arg)
{
    struct checksum c = {.path = arg, .sum = chan_init(1)};
    pthread_t computer;
    int32_t sum;
    if (pthread_create(&computer, NULL, compute, &c) != 0)
        return NULL;
    if (chan_recv_int32(c.sum, &sum) == 0)
        upload_done(c.path, sum);
    return NULL;
}

int main(void)
{
    for (;;) {
        pthread_t thread;
        pthread_create(&thread, NULL, upload, (void *)upload_next());
        pthread_detach(thread);
    }
}
