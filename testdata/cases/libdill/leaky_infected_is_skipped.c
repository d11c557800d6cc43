/* The thumbnail is made while the upload is scanned; an infected upload is skipped, and its thumbnail waits. */
#include <libdill.h>

int thumbnail_make(int upload);
int batch_next(void);
int upload_next(int batch);
int upload_infected(int upload);
void upload_publish(int upload, int thumbnail);

static coroutine void make_thumbnail(int upload, int out)
{
    int thumbnail = thumbnail_make(upload);
    chsend(out, &thumbnail, sizeof thumbnail, -1); /* EXPECT error abandoned-channel: an infected upload is skipped */
}

static void publish(int batch)
{
    int upload, thumbnail;
    while ((upload = upload_next(batch)) >= 0) {
        int ch[2];
        if (chmake(ch) < 0)
            return;
        go(make_thumbnail(upload, ch[1]));
        if (upload_infected(upload))
            continue;
        chrecv(ch[0], &thumbnail, sizeof thumbnail, -1);
        upload_publish(upload, thumbnail);
        hclose(ch[0]);
        hclose(ch[1]);
    }
}

int main(void)
{
    int batch;
    while ((batch = batch_next()) >= 0)
        publish(batch);
    return 0;
}
