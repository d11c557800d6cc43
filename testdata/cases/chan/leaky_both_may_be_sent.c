/* An upload's thread sends each error and, since nothing ends it there, its length too. One value is taken. */
#include <chan.h>
#include <pthread.h>
#include <stdlib.h>

struct upload {
    int file;
    chan_t *result;
};

int chunk_put(int file, int chunk);
int file_next(void);
void user_tell(int32_t result);

static void *put(void *arg)
{
    struct upload *upload = arg;
    int sent = 0;
    for (int chunk = 0; chunk < 100; chunk++) {
        int n = chunk_put(upload->file, chunk);
        if (n < 0)
            chan_send_int32(upload->result, -1); /* EXPECT error blocking-send: a second chunk may fail, too */
        else
            sent += n;
    }
    chan_send_int32(upload->result, sent); /* EXPECT error blocking-send: an error was taken in its place */
    return NULL;
}

static void send_file(int file)
{
    struct upload *upload = malloc(sizeof *upload);
    pthread_t thread;
    int32_t result;
    upload->file = file;
    upload->result = chan_init(0);
    pthread_create(&thread, NULL, put, upload);
    pthread_detach(thread);
    if (chan_recv_int32(upload->result, &result) == 0)
        user_tell(result);
}

int main(void)
{
    int file;
    while ((file = file_next()) >= 0)
        send_file(file);
    return 0;
}
