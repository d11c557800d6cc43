/* Audio and video must both be open before the film begins: two starts, two receives, on every way. */
#include <chan.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

struct device {
    const char *name;
    chan_t *opened;
};

int device_open(const char *name);
void device_play(int handle);
const char *film_next(void);
void film_play(const char *film);

static void *play(void *arg)
{
    struct device *device = arg;
    int handle = device_open(device->name);
    chan_send_int32(device->opened, handle);
    if (handle >= 0)
        device_play(handle);
    return NULL;
}

static void show(const char *film)
{
    chan_t *opened = chan_init(0);
    struct device audio = {"audio", opened}, video = {"video", opened};
    pthread_t audio_thread, video_thread;
    int32_t first, second;
    pthread_create(&audio_thread, NULL, play, &audio);
    pthread_create(&video_thread, NULL, play, &video);
    chan_recv_int32(opened, &first);
    chan_recv_int32(opened, &second);
    if (first < 0 || second < 0)
        fprintf(stderr, "%s: no device\n", film);
    else
        film_play(film);
    pthread_join(audio_thread, NULL);
    pthread_join(video_thread, NULL);
    chan_dispose(opened);
}

int main(void)
{
    const char *film;
    while ((film = film_next()))
        show(film);
    return 0;
}
