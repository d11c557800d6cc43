/* Four workers at start-up that never end. A pool may be meant to live as long as the process, hence a note, but it can
 * never be shut down cleanly.
 */
#include <pthread.h>
#include <unistd.h>

int socket_listen(void);
int socket_accept(int listener);
void serve(int fd);

static void *work(void *arg)
{
    int *listener = arg;
    while (1) {
        int fd = socket_accept(*listener);
        if (fd < 0)
            continue;
        serve(fd);
        close(fd);
    }
}

int main(void)
{
    int listener = socket_listen();
    pthread_t workers[4];
    for (int i = 0; i < 4; i++)
        pthread_create(&workers[i], NULL, work, &listener); /* EXPECT note immortal-task: a pool of four */
    pthread_join(workers[0], NULL);
    return 0;
}
