/* The preview is made for each photo, and waited for when it is wanted. */
#include <libdill.h>

int photo_next(int *with_preview);
int preview_make(int photo);
void photo_store(int photo);
void preview_show(int preview);

static coroutine void preview(int photo, int out)
{
    int made = preview_make(photo);
    chsend(out, &made, sizeof made, -1); /* EXPECT error abandoned-channel: without `with_preview` nobody takes it */
}

static void store(int photo, int with_preview)
{
    int ch[2], made;
    if (chmake(ch) < 0)
        return;
    go(preview(photo, ch[1]));
    photo_store(photo);
    if (with_preview) {
        chrecv(ch[0], &made, sizeof made, -1);
        preview_show(made);
    }
    hclose(ch[0]);
    hclose(ch[1]);
}

int main(void)
{
    int photo, with_preview;
    while ((photo = photo_next(&with_preview)) >= 0)
        store(photo, with_preview);
    return 0;
}
