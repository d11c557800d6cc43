/* Keystrokes of a remote shell, in a ring of head and tail. The session ends at the first write that fails. */
#include <stdlib.h>
#include <threads.h>
#include <unistd.h>

#define RING 256

struct keys {
    mtx_t mutex;
    cnd_t changed;
    char bytes[RING];
    size_t head, tail;
};

int pty_getc(void);
int shell_accept(void);

static void keys_put(struct keys *k, char c)
{
    mtx_lock(&k->mutex);
    while (k->head - k->tail == RING)
        cnd_wait(&k->changed, &k->mutex);
    k->bytes[k->head++ % RING] = c;
    cnd_broadcast(&k->changed);
    mtx_unlock(&k->mutex);
}

static char keys_get(struct keys *k)
{
    mtx_lock(&k->mutex);
    while (k->head == k->tail)
        cnd_wait(&k->changed, &k->mutex);
    char c = k->bytes[k->tail++ % RING];
    cnd_broadcast(&k->changed);
    mtx_unlock(&k->mutex);
    return c;
}

static int read_pty(void *arg)
{
    struct keys *keys = arg;
    int c;
    while ((c = pty_getc()) >= 0)
        keys_put(keys, (char)c); /* EXPECT error blocking-send: the session may be over */
    return 0;
}

static void shell(int fd)
{
    struct keys *keys = calloc(1, sizeof *keys);
    thrd_t reader;
    thrd_create(&reader, read_pty, keys);
    thrd_detach(reader);
    for (;;) {
        char c = keys_get(keys);
        if (write(fd, &c, 1) != 1)
            break;
    }
    close(fd);
}

int main(void)
{
    for (;;)
        shell(shell_accept());
}
