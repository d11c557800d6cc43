/* Workers 0 to n are started, and n results are taken: the last one of them is forgotten. */
#include <libmill.h>

int tile_render(int frame, int tile);
void tile_place(int tile);
int frame_next(void);

static coroutine void render(int frame, int tile, chan done)
{
    int rendered = tile_render(frame, tile);
    chs(done, int, rendered); /* EXPECT error blocking-send: one more is started than is waited for */
    chclose(done);
}

static void render_all(int frame, int n)
{
    chan done = chmake(int, 0);
    for (int tile = 0; tile <= n; tile++)
        go(render(frame, tile, chdup(done)));
    for (int i = 0; i < n; i++)
        tile_place(chr(done, int));
    chclose(done);
}

int main(void)
{
    int frame;
    while ((frame = frame_next()) >= 0)
        render_all(frame, 16);
    return 0;
}
