// Leaving closes the channel. But that ends only receives that wait: the watcher's send waits on.
#include <asio.hpp>
#include <asio/experimental/channel.hpp>

using Events = asio::experimental::channel<void(asio::error_code, int)>;

asio::awaitable<int> next_event(); // negative behind the last one
bool write_event(int client, int event);
asio::awaitable<int> accept_client();

static asio::awaitable<void> watch(Events &events)
{
    for (int event = co_await next_event(); event >= 0; event = co_await next_event())
        co_await events.async_send(asio::error_code{}, event, asio::use_awaitable); // EXPECT error blocking-send: gone
}

static asio::awaitable<void> serve(int client)
{
    auto executor = co_await asio::this_coro::executor;
    auto *events = new Events(executor, 4);
    asio::co_spawn(executor, watch(*events), asio::detached);
    for (;;) {
        int event = co_await events->async_receive(asio::use_awaitable);
        if (!write_event(client, event))
            break;
    }
    events->close();
}

static asio::awaitable<void> listen()
{
    auto executor = co_await asio::this_coro::executor;
    for (;;)
        asio::co_spawn(executor, serve(co_await accept_client()), asio::detached);
}

int main()
{
    asio::io_context context;
    asio::co_spawn(context, listen(), asio::detached);
    context.run();
}
