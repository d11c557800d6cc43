/* The outer choose waits for a frame or for the end of the stream; passing the frame on is a plain chs. */
#include <libmill.h>

chan camera_frames(void);
int viewer_accept(void);
int viewer_show(int viewer, int frame);

static coroutine void stream(chan frames, chan stop, chan sink)
{
    for (;;) {
        int frame = 0;
        choose {
        in(frames, int, next):
            frame = next;
        in(stop, int, reason):
            (void)reason;
            return;
        end
        }
        chs(sink, int, frame); /* EXPECT error uncovered-send: stop has no clause here */
    }
}

static void view(int viewer)
{
    chan sink = chmake(int, 0), stop = chmake(int, 0);
    go(stream(camera_frames(), chdup(stop), chdup(sink)));
    while (viewer_show(viewer, chr(sink, int)) == 0)
        ;
    chdone(stop, int, 1);
}

int main(void)
{
    for (;;)
        view(viewer_accept());
}
