// Classes: a pool that runs what it is given, and a channel that is called through its base. What overrides a method
// is annotated with it.
#include <chanlint.h>
#include <unistd.h>

class Channel {
public:
    virtual ~Channel() = default;
    CHANLINT(send(0, 1)) virtual void put(int item) = 0;
    [[clang::annotate("chanlint:receive(0, value: result)")]] virtual int take() = 0;
};

class Pool {
public:
    CHANLINT(spawn(1, 2)) void run(void (*body)(Channel *), Channel *argument);
};

Channel *make_channel();
int listen_for_clients();

static void watch(Channel *out)
{
    for (int event = 0; event < 1000; event++)
        out->put(event); // EXPECT error blocking-send: the server has left
}

static void serve(Pool *pool, int client)
{
    Channel *out = make_channel();
    pool->run(watch, out); // SEES spawn
    for (;;) {
        int event = out->take(); // SEES forever receive
        if (write(client, &event, sizeof event) < 0)
            return;
    }
}

int main()
{
    Pool pool;
    for (;;)
        serve(&pool, listen_for_clients());
}
