/* The thumbnail is made while the upload is scanned; an infected upload is skipped, and its thumbnail waits. */
#include <libdill.h>

int thumbnail_make(int upload);
int upload_next(void);
int upload_infected(int upload);
void upload_publish(int upload, int thumbnail);

static coroutine void make_thumbnail(int upload, int out)
{
    int thumbnail = thumbnail_make(upload);
    chsend(out, &thumbnail, sizeof thumbnail, -1); /* EXPECT error blocking-send: an infected upload is skipped */
}

int main(void)
{
    int upload;
    while ((upload = upload_next()) >= 0) {
        int ch[2], thumbnail;
        if (chmake(ch) < 0)
            return 1;
        go(make_thumbnail(upload, ch[1]));
        if (upload_infected(upload))
            continue;
        chrecv(ch[0], &thumbnail, sizeof thumbnail, -1);
        upload_publish(upload, thumbnail);
        hclose(ch[0]);
        hclose(ch[1]);
    }
    return 0;
}
