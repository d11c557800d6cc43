/* A weather bulletin is offered for five seconds; when nobody has taken it by then, the coroutine ends. */
#include <libmill.h>

int bulletin_read(int *bulletin);
int listener_accept(void);
int listener_tell(int listener, int bulletin);

static coroutine void broadcast(chan sink)
{
    int bulletin;
    while (bulletin_read(&bulletin)) {
        choose {
        out(sink, int, bulletin):
        deadline(now() + 5000):
            return;
        end
        }
    }
}

static void listen_to(int listener)
{
    chan sink = chmake(int, 0);
    go(broadcast(chdup(sink)));
    while (listener_tell(listener, chr(sink, int)) == 0)
        ;
    chclose(sink);
}

int main(void)
{
    for (;;)
        listen_to(listener_accept());
}
