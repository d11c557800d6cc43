/* GoKer: communication deadlock, channel. GCatch: a missing interaction, where an early return skips the receive.
 * The lookup is started before the request is looked at; a bad request is turned away at once, and nobody takes what
 * its lookup finds.
 */
#include <libmill.h>

int request_next(void);
int request_is_valid(int request);
int lookup(int request);
void answer(int request, int found);

static coroutine void look_up(chan found, int request)
{
    chs(found, int, lookup(request)); /* EXPECT error abandoned-channel: a bad request returns before its receive */
    chclose(found);
}

static void handle(int request)
{
    chan found = chmake(int, 0);
    go(look_up(chdup(found), request));
    if (!request_is_valid(request))
        return;
    answer(request, chr(found, int));
    chclose(found);
}

int main(void)
{
    int request;
    while ((request = request_next()) >= 0)
        handle(request);
    return 0;
}
