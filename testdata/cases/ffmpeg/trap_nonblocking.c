/* A live input has no time to wait: it first tries, and drops what finds no room. */
#include <libavutil/threadmessage.h>
#include <pthread.h>
#include <stddef.h>

struct packet {
    void *data;
};
int grab(struct packet *packet);
int show(const struct packet *packet);

static void *capture(void *argument)
{
    AVThreadMessageQueue *packets = argument;
    struct packet packet;
    while (grab(&packet) >= 0)
        av_thread_message_queue_send(packets, &packet, AV_THREAD_MESSAGE_NONBLOCK); // SEES nonblocking send
    return NULL;
}

void preview(void)
{
    AVThreadMessageQueue *packets;
    pthread_t camera;
    struct packet packet;
    av_thread_message_queue_alloc(&packets, 1, sizeof packet);
    pthread_create(&camera, NULL, capture, packets);
    while (av_thread_message_queue_recv(packets, &packet, 0) >= 0)
        if (!show(&packet))
            break;
    pthread_join(camera, NULL);
}
