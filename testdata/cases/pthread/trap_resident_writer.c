/* Access logs: each connection's thread queues lines for the one thread that writes them, which is started first and
 * never ends. Nothing wakes a blocked sender but that thread; it is worth no more than a note.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct log {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    char *lines[512];
    unsigned in, out;
};

static struct log access_log = {.lock = PTHREAD_MUTEX_INITIALIZER};

int connection_accept(void);
char *connection_next_request(int fd);

static void log_line(struct log *log, char *line)
{
    pthread_mutex_lock(&log->lock);
    while (log->in - log->out == 512)
        pthread_cond_wait(&log->room, &log->lock);
    log->lines[log->in++ % 512] = line;
    pthread_cond_signal(&log->some);
    pthread_mutex_unlock(&log->lock);
}

static void *write_log(void *arg)
{
    struct log *log = arg;
    for (;;) {
        pthread_mutex_lock(&log->lock);
        while (log->in == log->out)
            pthread_cond_wait(&log->some, &log->lock);
        char *line = log->lines[log->out++ % 512];
        pthread_cond_signal(&log->room);
        pthread_mutex_unlock(&log->lock);
        fputs(line, stderr);
        free(line);
    }
}

static void *serve(void *arg)
{
    int *fd = arg;
    char *request;
    while ((request = connection_next_request(*fd)))
        log_line(&access_log, request); /* EXPECT note blocking-send: the writer loops for good */
    free(fd);
    return NULL;
}

int main(void)
{
    pthread_t writer, connection;
    pthread_create(&writer, NULL, write_log, &access_log);
    for (;;) {
        int *fd = malloc(sizeof *fd);
        *fd = connection_accept();
        pthread_create(&connection, NULL, serve, fd);
        pthread_detach(connection);
    }
}
