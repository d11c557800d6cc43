/* Two listeners tell main that their sockets are bound; main takes both tidings before it drops its privileges. */
#include <libdill.h>
#include <stdlib.h>

int bind_port(int port);
void accept_connections(int fd);
void drop_privileges(void);

static coroutine void listener(int port, int ready)
{
    int fd = bind_port(port);
    chsend(ready, &fd, sizeof fd, -1);
    if (fd < 0)
        return;
    accept_connections(fd);
}

int main(void)
{
    int ready[2], fd;
    if (chmake(ready) < 0)
        exit(1);
    go(listener(80, ready[1]));
    go(listener(443, ready[1]));
    chrecv(ready[0], &fd, sizeof fd, -1);
    chrecv(ready[0], &fd, sizeof fd, -1);
    hclose(ready[0]);
    drop_privileges();
    msleep(-1);
    return 0;
}
