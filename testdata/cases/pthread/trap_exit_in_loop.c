/* An endless loop that ends all the same: pthread_exit in the helper that notices the end of the stream. */
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

int tunnel_accept(void);
void tunnel_forward(const char *bytes, ssize_t n);

static ssize_t read_or_exit(int *fd, char *bytes, size_t size)
{
    ssize_t n = read(*fd, bytes, size);
    if (n <= 0) {
        close(*fd);
        free(fd);
        pthread_exit(NULL);
    }
    return n;
}

static void *forward(void *arg)
{
    int *fd = arg;
    char bytes[1024];
    for (;;) {
        ssize_t n = read_or_exit(fd, bytes, sizeof bytes);
        tunnel_forward(bytes, n);
    }
}

int main(void)
{
    for (;;) {
        int *fd = malloc(sizeof *fd);
        pthread_t thread;
        *fd = tunnel_accept();
        pthread_create(&thread, NULL, forward, fd);
        pthread_detach(thread);
    }
}
