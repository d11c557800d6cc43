/* Each request for a tile is a coroutine that has it drawn by another one. The painter returns without a word when the
 * tile has no data, and the request waits for it.
 */
#include <libdill.h>

int request_next(void);
int tile_data(int tile);
int tile_draw(int data);
void answer(int request, int picture);

static coroutine void paint(int tile, int out)
{
    int data = tile_data(tile);
    if (data < 0)
        return;
    int picture = tile_draw(data);
    chsend(out, &picture, sizeof picture, 1000);
}

static coroutine void serve(int request)
{
    int picture, ch[2];
    if (chmake(ch) < 0)
        return;
    if (go(paint(request, ch[1])) < 0)
        return;
    chrecv(ch[0], &picture, sizeof picture, -1); /* EXPECT error blocking-receive: the tile may have no data */
    answer(request, picture);
    hclose(ch[0]);
    hclose(ch[1]);
}

int main(void)
{
    for (;;)
        go(serve(request_next()));
}
