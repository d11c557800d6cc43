/* The requests go to the server by pointer, each with the half on which its sender waits. */
#include <libdill.h>

struct request {
    int page;
    int done;
};

int page_load(int page);
int reader_next(void);
void reader_show(int frame);

static coroutine void pager(int requests)
{
    struct request *request;
    for (;;) {
        chrecv(requests, &request, sizeof request, -1);
        int frame = page_load(request->page);
        chsend(request->done, &frame, sizeof frame, -1); /* EXPECT note blocking-send: its sender is waiting */
    }
}

static int load(int requests, int page)
{
    int done[2], frame;
    if (chmake(done) < 0)
        return -1;
    struct request request = {.page = page, .done = done[1]}, *p = &request;
    chsend(requests, &p, sizeof p, -1);
    chrecv(done[0], &frame, sizeof frame, -1);
    hclose(done[0]);
    hclose(done[1]);
    return frame;
}

int main(void)
{
    int requests[2], page;
    chmake(requests);
    go(pager(requests[0]));
    while ((page = reader_next()) >= 0)
        reader_show(load(requests[1], page));
    return 0;
}
