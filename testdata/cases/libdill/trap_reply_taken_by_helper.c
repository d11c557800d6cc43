/* A colour server whose requests are taken by a helper; each is answered on its own half, on which its
 * sender waits.
 */
#include <libdill.h>
#include <stdlib.h>

struct request {
    const char *name;
    int reply;
};

int colour_mix(const char *name);
const char *word_next(void);
void word_paint(const char *word, int colour);

static struct request *take(int requests)
{
    struct request *request;
    if (chrecv(requests, &request, sizeof request, -1) < 0)
        abort();
    return request;
}

static coroutine void colours(int requests)
{
    for (;;) {
        struct request *request = take(requests);
        int colour = colour_mix(request->name);
        chsend(request->reply, &colour, sizeof colour, -1); /* EXPECT note blocking-send: its sender is waiting */
    }
}

static int colour_of(int requests, const char *name)
{
    int reply[2], colour;
    if (chmake(reply) < 0)
        return 0;
    struct request request = {name, reply[1]}, *p = &request;
    chsend(requests, &p, sizeof p, -1);
    chrecv(reply[0], &colour, sizeof colour, -1);
    hclose(reply[0]);
    hclose(reply[1]);
    return colour;
}

int main(void)
{
    int requests[2];
    const char *word;
    if (chmake(requests) < 0)
        return 1;
    go(colours(requests[0]));
    while ((word = word_next()))
        word_paint(word, colour_of(requests[1], word));
    return 0;
}
