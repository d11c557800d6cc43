/* The receiver's loop looks endless, but a helper that it calls ends the thread when the peer resets the connection.
 * The parser that feeds it stays behind in its send.
 */
#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>

struct frames {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    int frames[5], n;
};

struct connection {
    int fd;
    struct frames frames;
};

int parse_frame(int *frame);
int accept_next(void);

static void frames_put(struct frames *f, int frame)
{
    pthread_mutex_lock(&f->lock);
    while (f->n == 5)
        pthread_cond_wait(&f->room, &f->lock);
    f->frames[f->n++] = frame;
    pthread_cond_signal(&f->some);
    pthread_mutex_unlock(&f->lock);
}

static int frames_get(struct frames *f)
{
    pthread_mutex_lock(&f->lock);
    while (f->n == 0)
        pthread_cond_wait(&f->some, &f->lock);
    int frame = f->frames[--f->n];
    pthread_cond_signal(&f->room);
    pthread_mutex_unlock(&f->lock);
    return frame;
}

static void send_or_die(int fd, int frame)
{
    if (send(fd, &frame, sizeof frame, 0) < 0)
        pthread_exit(NULL);
}

static void *transmit(void *arg)
{
    struct connection *c = arg;
    for (;;)
        send_or_die(c->fd, frames_get(&c->frames));
    return NULL;
}

static void *parse(void *arg)
{
    struct connection *c = arg;
    int frame;
    while (parse_frame(&frame))
        frames_put(&c->frames, frame); /* EXPECT error blocking-send: transmit may have exited */
    return NULL;
}

int main(void)
{
    for (;;) {
        struct connection *c = calloc(1, sizeof *c);
        pthread_t parser, transmitter;
        c->fd = accept_next();
        pthread_create(&parser, NULL, parse, c);
        pthread_create(&transmitter, NULL, transmit, c);
        pthread_detach(parser);
        pthread_detach(transmitter);
    }
}
