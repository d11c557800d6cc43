/* The thread takes a picture from the channel and sends it back developed, on the same one. */
#include <chan.h>
#include <pthread.h>
#include <stdlib.h>

void *picture_next(void);
void *picture_develop(void *picture);
void picture_hang(void *picture);

static void *darkroom(void *arg)
{
    chan_t *hatch = arg;
    void *picture = NULL;
    chan_recv(hatch, &picture);
    chan_send(hatch, picture_develop(picture));
    return NULL;
}

static void develop(void *picture)
{
    chan_t *hatch = chan_init(0);
    pthread_t thread;
    pthread_create(&thread, NULL, darkroom, hatch);
    chan_send(hatch, picture);
    chan_recv(hatch, &picture);
    pthread_join(thread, NULL);
    chan_dispose(hatch);
    picture_hang(picture);
}

int main(void)
{
    void *picture;
    while ((picture = picture_next()))
        develop(picture);
    return 0;
}
