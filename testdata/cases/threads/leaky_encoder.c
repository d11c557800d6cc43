/* An encoder thread for each export, in C11's threads. The export dialog takes frames until it is cancelled. */
#include <stdlib.h>
#include <threads.h>

struct frames {
    mtx_t lock;
    cnd_t room, some;
    void *slots[8];
    unsigned n;
};

void *encode_next(void);
int dialog_open(void);
int dialog_progress(void *frame);

static void frames_push(struct frames *f, void *frame)
{
    mtx_lock(&f->lock);
    while (f->n == 8)
        cnd_wait(&f->room, &f->lock);
    f->slots[f->n++] = frame;
    cnd_signal(&f->some);
    mtx_unlock(&f->lock);
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

static int encode(void *arg)
{
    struct frames *f = arg;
    void *frame;
    while ((frame = encode_next()))
        frames_push(f, frame); /* EXPECT error blocking-send: the export may be cancelled */
    return 0;
}

static void export(void)
{
    struct frames *f = calloc(1, sizeof *f);
    thrd_t encoder;
    mtx_init(&f->lock, mtx_plain);
    cnd_init(&f->room);
    cnd_init(&f->some);
    if (thrd_create(&encoder, encode, f) != thrd_success)
        return;
    thrd_detach(encoder);
    while (dialog_progress(frames_pop(f)) == 0)
        ;
}

int main(void)
{
    while (dialog_open())
        export();
    return 0;
}
