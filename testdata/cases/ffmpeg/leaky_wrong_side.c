/* The player sets the error of the other side: its own receives would fail, the demuxer's send goes on waiting. */
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
        if (av_thread_message_queue_send(packets, &packet, 0) < 0) // EXPECT error join-deadlock: nobody fails the send
            break;
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
    while (av_thread_message_queue_recv(packets, &packet, 0) >= 0)
        if (decode(&packet) < 0)
            break;
    av_thread_message_queue_set_err_recv(packets, -1);
    pthread_join(demuxer, NULL);
    av_thread_message_queue_free(&packets);
    return 0;
}
