/* A deployment to n hosts at once. The first host that refuses ends it; those that answer later are not listened to. */
#include <chan.h>
#include <pthread.h>
#include <stdlib.h>

struct rollout {
    const char *host;
    chan_t *status;
};

int host_install(const char *host);
const char *const *release_next(int *n_hosts);
void release_revert(void);

static void *install(void *arg)
{
    struct rollout *rollout = arg;
    int status = host_install(rollout->host);
    chan_send_int32(rollout->status, status); /* EXPECT error blocking-send: another host may have refused */
    free(rollout);
    return NULL;
}

static int deploy(const char *const *hosts, int n)
{
    chan_t *statuses = chan_init(0);
    int32_t status = 0;
    for (int i = 0; i < n; i++) {
        struct rollout *rollout = malloc(sizeof *rollout);
        pthread_t thread;
        rollout->host = hosts[i];
        rollout->status = statuses;
        pthread_create(&thread, NULL, install, rollout);
        pthread_detach(thread);
    }
    for (int i = 0; i < n; i++) {
        if (chan_recv_int32(statuses, &status) != 0 || status != 0)
            return -1;
    }
    return 0;
}

int main(void)
{
    const char *const *hosts;
    int n;
    while ((hosts = release_next(&n))) {
        if (deploy(hosts, n) < 0)
            release_revert();
    }
    return 0;
}
