/* A message port takes whatever is put, and one who only looks does not wait. */
#include <pth.h>
#include <stdlib.h>

int next_event(void);

static void *watch(void *argument)
{
    pth_msgport_t port = argument;
    while (next_event())
        pth_msgport_put(port, calloc(1, sizeof(pth_message_t))); // SEES nonblocking send
    return NULL;
}

pth_message_t *first_event(void)
{
    pth_msgport_t port = pth_msgport_create("events");
    pth_spawn(PTH_ATTR_DEFAULT, watch, port);
    pth_yield(NULL);
    return pth_msgport_get(port); // SEES nonblocking receive
}
