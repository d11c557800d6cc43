/* The encoder, mended: cancelling sets a flag that the push tests, and broadcasts. */
#include <stdbool.h>
#include <stdlib.h>
#include <threads.h>

struct frames {
    mtx_t lock;
    cnd_t room, some;
    void *slots[8];
    unsigned n;
    bool cancelled;
};

void *encode_next(void);
int dialog_open(void);
int dialog_progress(void *frame);

static bool frames_push(struct frames *f, void *frame)
{
    mtx_lock(&f->lock);
    while (f->n == 8 && !f->cancelled)
        cnd_wait(&f->room, &f->lock);
    bool ok = !f->cancelled;
    if (ok) {
        f->slots[f->n++] = frame;
        cnd_signal(&f->some);
    }
    mtx_unlock(&f->lock);
    return ok;
}

static void *frames_pop(struct frames *f)
{
    mtx_lock(&f->lock);
    while (f->n == 0)
        cnd_wait(&f->some, &f->lock);
    void *frame = f->slots[--f->n];
    cnd_signal(&f->room);
    mtx_unlock(&f->lock);
    return frame;
}

static void frames_cancel(struct frames *f)
{
    mtx_lock(&f->lock);
    f->cancelled = true;
    cnd_broadcast(&f->room);
    mtx_unlock(&f->lock);
}

static int encode(void *arg)
{
    struct frames *f = arg;
    void *frame;
    while ((frame = encode_next()) && frames_push(f, frame))
        ;
    return 0;
}

static void export(void)
{
    struct frames *f = calloc(1, sizeof *f);
    thrd_t encoder;
    if (thrd_create(&encoder, encode, f) != thrd_success)
        return;
    while (dialog_progress(frames_pop(f)) == 0)
        ;
    frames_cancel(f);
    thrd_join(encoder, NULL);
    free(f);
}

int main(void)
{
    while (dialog_open())
        export();
    return 0;
}
