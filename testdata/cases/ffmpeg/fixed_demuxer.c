/* The same, where the player says that it takes no more: the demuxer's send returns that error, and it ends. When the
 * file ends, the demuxer tells the player in the same way. */
#include <libavutil/threadmessage.h>
#include <pthread.h>
#include <stddef.h>

struct packet {
    void *data;
};
int read_packet(struct packet *packet);
int decode(const struct packet *packet);

static void *demux(void *argument)
{
    AVThreadMessageQueue *packets = argument;
    struct packet packet;
    while (read_packet(&packet) >= 0)
        if (av_thread_message_queue_send(packets, &packet, 0) < 0) // SEES forever send
            break;
    av_thread_message_queue_set_err_recv(packets, -1); // SEES close
    return NULL;
}

int play(void)
{
    AVThreadMessageQueue *packets;
    pthread_t demuxer;
    struct packet packet;
    if (av_thread_message_queue_alloc(&packets, 8, sizeof packet) < 0)
        return -1;
    pthread_create(&demuxer, NULL, demux, packets);
    while (av_thread_message_queue_recv(packets, &packet, 0) >= 0) // SEES forever receive
        if (decode(&packet) < 0)
            break;
    av_thread_message_queue_set_err_send(packets, -1); // SEES close
    pthread_join(demuxer, NULL);
    av_thread_message_queue_free(&packets);
    return 0;
}
