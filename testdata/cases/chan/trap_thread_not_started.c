/* The hash of an upload again, taken in any case: the ways out are that no thread could be started, and the end. */
#include <chan/chan.h>
#include <pthread.h>
#include <stdlib.h>

struct upload {
    int file;
    chan_t *hash;
};

int upload_next(void);
int store(int file);
int hash(int file);
void publish(int file, int hash);

static void *hash_upload(void *arg)
{
    struct upload *u = arg;
    chan_send_int32(u->hash, hash(u->file));
    return NULL;
}

static int receive(int file)
{
    struct upload *u = malloc(sizeof *u);
    pthread_t hasher;
    int32_t sum;
    int stored, failed;
    u->file = file;
    u->hash = chan_init(0);
    failed = pthread_create(&hasher, NULL, hash_upload, u);
    if (failed)
        return -1;
    stored = store(file);
    chan_recv_int32(u->hash, &sum);
    if (stored < 0)
        return -1;
    publish(file, sum);
    return 0;
}

int main(void)
{
    int file;
    while ((file = upload_next()) >= 0)
        receive(file);
    return 0;
}
