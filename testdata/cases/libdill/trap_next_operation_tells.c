/* A filter does not look at its send's result: cancelled, it learns that from the receive that comes next. */
#include <libdill.h>

int film_next(void);
int film_show(int film, int frame);
int source_of(int film);
int denoise(int frame);

static coroutine void filter(int in, int out)
{
    int frame;
    while (chrecv(in, &frame, sizeof frame, -1) == 0) {
        frame = denoise(frame);
        chsend(out, &frame, sizeof frame, -1);
    }
}

static void play(int film)
{
    int frame, ch[2];
    if (chmake(ch) < 0)
        return;
    int filtering = go(filter(source_of(film), ch[1]));
    while (chrecv(ch[0], &frame, sizeof frame, -1) == 0 && film_show(film, frame))
        ;
    hclose(filtering);
    hclose(ch[0]);
    hclose(ch[1]);
}

int main(void)
{
    for (;;)
        play(film_next());
}
