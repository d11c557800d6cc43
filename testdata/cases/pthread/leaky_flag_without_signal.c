/* Hanging up sets the flag that the wait tests, and forgets to signal the condition variable: who sleeps already never
 * looks at the flag.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct line {
    pthread_mutex_t lock;
    pthread_cond_t can_write, can_read;
    char bytes[4096];
    unsigned used;
    bool hung_up;
};

int modem_getc(void);
int terminal_putc(int c);
int modem_answer(void);

static bool line_put(struct line *l, int c)
{
    bool ok = false;
    pthread_mutex_lock(&l->lock);
    while (l->used == sizeof l->bytes && !l->hung_up)
        pthread_cond_wait(&l->can_write, &l->lock);
    if (!l->hung_up) {
        l->bytes[l->used++] = (char)c;
        pthread_cond_signal(&l->can_read);
        ok = true;
    }
    pthread_mutex_unlock(&l->lock);
    return ok;
}

static int line_get(struct line *l)
{
    pthread_mutex_lock(&l->lock);
    while (l->used == 0)
        pthread_cond_wait(&l->can_read, &l->lock);
    int c = l->bytes[--l->used];
    pthread_cond_signal(&l->can_write);
    pthread_mutex_unlock(&l->lock);
    return c;
}

static void line_hang_up(struct line *l)
{
    pthread_mutex_lock(&l->lock);
    l->hung_up = true;
    pthread_mutex_unlock(&l->lock);
}

static void *read_modem(void *arg)
{
    struct line *l = arg;
    int c;
    while ((c = modem_getc()) >= 0) {
        if (!line_put(l, c)) /* EXPECT error stop-without-wake: hung_up is set without a signal */
            break;
    }
    return NULL;
}

static void session(void)
{
    struct line *l = calloc(1, sizeof *l);
    pthread_t reader;
    pthread_create(&reader, NULL, read_modem, l);
    pthread_detach(reader);
    while (terminal_putc(line_get(l)) >= 0)
        ;
    line_hang_up(l);
}

int main(void)
{
    while (modem_answer())
        session();
    return 0;
}
