/* A decoder says once how it went: from one of two error paths, each of which ends it, or at the end. */
#include <libdill.h>

int frame_next(void);
int header_read(int frame);
int body_read(int frame);
void picture_show(int size);

static coroutine void decode(int frame, int out)
{
    int failed = -1, size = 0;
    if (header_read(frame) < 0) {
        chsend(out, &failed, sizeof failed, -1);
        return;
    }
    for (int part = 0; part < 64; part++) {
        int n = body_read(frame);
        if (n < 0) {
            chsend(out, &failed, sizeof failed, -1);
            return;
        }
        size += n;
    }
    chsend(out, &size, sizeof size, -1);
}

static void show(int frame)
{
    int ch[2], size;
    if (chmake(ch) < 0)
        return;
    go(decode(frame, ch[1]));
    chrecv(ch[0], &size, sizeof size, -1);
    if (size > 0)
        picture_show(size);
    hclose(ch[1]);
    hclose(ch[0]);
}

int main(void)
{
    int frame;
    while ((frame = frame_next()) >= 0)
        show(frame);
    return 0;
}
