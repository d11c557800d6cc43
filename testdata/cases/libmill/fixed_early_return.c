/* The lookup of leaky_early_return, with room for its one value: it ends whether somebody comes for it or not. */
#include <libmill.h>

int request_next(void);
int request_is_valid(int request);
int lookup(int request);
void answer(int request, int found);

static coroutine void look_up(chan found, int request)
{
    chs(found, int, lookup(request));
    chclose(found);
}

static void handle(int request)
{
    chan found = chmake(int, 1);
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
