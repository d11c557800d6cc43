/* FFmpeg's message queues. */
#ifndef CHANLINT_AVUTIL_THREADMESSAGE_H
#define CHANLINT_AVUTIL_THREADMESSAGE_H

#ifdef __cplusplus
extern "C" {
#endif

typedef struct AVThreadMessageQueue AVThreadMessageQueue;
typedef enum AVThreadMessageFlags { AV_THREAD_MESSAGE_NONBLOCK = 1 } AVThreadMessageFlags;

int av_thread_message_queue_alloc(AVThreadMessageQueue **queue, unsigned count, unsigned size);
void av_thread_message_queue_free(AVThreadMessageQueue **queue);
int av_thread_message_queue_send(AVThreadMessageQueue *queue, void *message, unsigned flags);
int av_thread_message_queue_recv(AVThreadMessageQueue *queue, void *message, unsigned flags);
void av_thread_message_queue_set_err_send(AVThreadMessageQueue *queue, int error);
void av_thread_message_queue_set_err_recv(AVThreadMessageQueue *queue, int error);
void av_thread_message_queue_set_free_func(AVThreadMessageQueue *queue, void (*free_message)(void *message));
int av_thread_message_queue_nb_elems(AVThreadMessageQueue *queue);
void av_thread_message_flush(AVThreadMessageQueue *queue);

#ifdef __cplusplus
}
#endif

#endif
