/* Before the recorder is closed its flag is set: the send fails, and the loop ends because of the flag. */
#include <libdill.h>

struct recorder {
    int stop, out;
};

int take_next(void);
int take_keep(int take, int level);
int level_read(void);

static coroutine void record(struct recorder *r)
{
    while (!r->stop) {
        int level = level_read();
        chsend(r->out, &level, sizeof level, -1);
    }
}

static void take(int number)
{
    struct recorder r = {0};
    int level, ch[2];
    if (chmake(ch) < 0)
        return;
    r.out = ch[1];
    int recording = go(record(&r));
    while (chrecv(ch[0], &level, sizeof level, -1) == 0 && take_keep(number, level))
        ;
    r.stop = 1;
    hclose(recording);
    hclose(ch[0]);
    hclose(ch[1]);
}

int main(void)
{
    for (;;)
        take(take_next());
}
