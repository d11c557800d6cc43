/* One answer, room for one: nothing blocks, even if the request was given up. */
#include <chan.h>
#include <pthread.h>
#include <stdlib.h>

void *page_render(void *url);
void *request_next(void);
int request_given_up(void);
void page_show(void *page);

struct request {
    void *url;
    chan_t *page;
};

static void *render(void *arg)
{
    struct request *request = arg;
    chan_send(request->page, page_render(request->url));
    return NULL;
}

static void browse(void *url)
{
    struct request *request = malloc(sizeof *request);
    pthread_t renderer;
    void *page;
    request->url = url;
    request->page = chan_init(1);
    pthread_create(&renderer, NULL, render, request);
    pthread_detach(renderer);
    if (request_given_up())
        return;
    if (chan_recv(request->page, &page) == 0)
        page_show(page);
}

int main(void)
{
    void *url;
    while ((url = request_next()))
        browse(url);
    return 0;
}
