/* An upload is hashed in a thread while it is stored; when the disk is full the hash is not asked for. */
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
    chan_send_int32(u->hash, hash(u->file)); /* EXPECT error abandoned-channel: the disk may be full */
    return NULL;
}

static int receive(int file)
{
    struct upload *u = malloc(sizeof *u);
    pthread_t hasher;
    int32_t sum;
    u->file = file;
    u->hash = chan_init(0);
    if (pthread_create(&hasher, NULL, hash_upload, u) != 0)
        return -1;
    if (store(file) < 0)
        goto failed;
    chan_recv_int32(u->hash, &sum);
    publish(file, sum);
    return 0;
failed:
    pthread_detach(hasher);
    return -1;
}

int main(void)
{
    int file;
    while ((file = upload_next()) >= 0)
        receive(file);
    return 0;
}
