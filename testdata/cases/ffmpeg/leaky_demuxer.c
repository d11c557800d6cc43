/* A player's demuxer hands packets over. When decoding fails, the player waits for the demuxer to end, which waits for
 * room. */
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
        av_thread_message_queue_send(packets, &packet, 0); // EXPECT error join-deadlock: the player has left its loop
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
    pthread_join(demuxer, NULL);
    av_thread_message_queue_free(&packets);
    return 0;
}
