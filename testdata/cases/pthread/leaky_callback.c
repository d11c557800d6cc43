/* A serial port's reader calls whoever registered for lines. The session registers a function that queues them, and
 * ends when its operator logs out; the port goes on reading.
 */
#include <pthread.h>
#include <stdlib.h>

struct port {
    int fd;
    void (*on_line)(void *context, int line);
    void *context;
};

struct session {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    int lines[20], n;
    struct port port;
};

int serial_read_line(int fd, int *line);
int operator_login(void);
int operator_show(int line);

static void lines_put(struct session *s, int line)
{
    pthread_mutex_lock(&s->lock);
    while (s->n == 20)
        pthread_cond_wait(&s->room, &s->lock);
    s->lines[s->n++] = line;
    pthread_cond_signal(&s->some);
    pthread_mutex_unlock(&s->lock);
}

static int lines_get(struct session *s)
{
    pthread_mutex_lock(&s->lock);
    while (s->n == 0)
        pthread_cond_wait(&s->some, &s->lock);
    int line = s->lines[--s->n];
    pthread_cond_signal(&s->room);
    pthread_mutex_unlock(&s->lock);
    return line;
}

static void queue_line(void *context, int line)
{
    struct session *session = context;
    if (line >= 0)
        lines_put(session, line); /* EXPECT error blocking-send: the operator may have logged out */
}

static void *read_port(void *arg)
{
    struct port *port = arg;
    int line;
    while (serial_read_line(port->fd, &line) > 0)
        port->on_line(port->context, line);
    return NULL;
}

static void session(int fd)
{
    struct session *s = calloc(1, sizeof *s);
    pthread_t reader;
    s->port = (struct port){.fd = fd, .on_line = queue_line, .context = s};
    pthread_create(&reader, NULL, read_port, &s->port);
    pthread_detach(reader);
    while (operator_show(lines_get(s)))
        ;
}

int main(void)
{
    int fd;
    while ((fd = operator_login()) >= 0)
        session(fd);
    return 0;
}
