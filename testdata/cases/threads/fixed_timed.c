/* A push with a deadline whose passing is told to the caller, who ends. */
#include <stdlib.h>
#include <threads.h>
#include <time.h>

struct slots {
    mtx_t lock;
    cnd_t room, some;
    int values[3], n;
};

int meter_read(int *value);
int display_attach(void);
int display_show(int value);

static int slots_put(struct slots *s, int value)
{
    struct timespec deadline;
    int status = 0;
    timespec_get(&deadline, TIME_UTC);
    deadline.tv_sec += 3;
    mtx_lock(&s->lock);
    while (s->n == 3 && status == 0) {
        if (cnd_timedwait(&s->room, &s->lock, &deadline) == thrd_timedout)
            status = -1;
    }
    if (status == 0) {
        s->values[s->n++] = value;
        cnd_signal(&s->some);
    }
    mtx_unlock(&s->lock);
    return status;
}

static int slots_take(struct slots *s)
{
    mtx_lock(&s->lock);
    while (s->n == 0)
        cnd_wait(&s->some, &s->lock);
    int value = s->values[--s->n];
    cnd_signal(&s->room);
    mtx_unlock(&s->lock);
    return value;
}

static int read_meter(void *arg)
{
    struct slots *s = arg;
    int value;
    while (meter_read(&value)) {
        if (slots_put(s, value) < 0)
            return 1;
    }
    return 0;
}

static void display(void)
{
    struct slots *s = calloc(1, sizeof *s);
    thrd_t reader;
    thrd_create(&reader, read_meter, s);
    while (display_show(slots_take(s)) == 0)
        ;
    thrd_join(reader, NULL);
    free(s);
}

int main(void)
{
    while (display_attach())
        display();
    return 0;
}
