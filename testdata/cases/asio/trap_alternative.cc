// The watcher waits for room or for a timer, whichever comes first; and what takes a callback does not wait at all.
#include <asio.hpp>
#include <asio/experimental/awaitable_operators.hpp>
#include <asio/experimental/channel.hpp>

using namespace asio::experimental::awaitable_operators;
using Events = asio::experimental::channel<void(asio::error_code, int)>;

asio::awaitable<int> next_event(); // negative behind the last one
bool write_event(int client, int event);
asio::awaitable<int> accept_client();

static asio::awaitable<void> watch(Events &events)
{
    auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor);
    for (int event = co_await next_event(); event >= 0; event = co_await next_event()) {
        timer.expires_after(std::chrono::seconds(1));
        co_await (events.async_send(asio::error_code{}, event, asio::use_awaitable) ||
                  timer.async_wait(asio::use_awaitable));
    }
    events.async_send(asio::error_code{}, -1, [](asio::error_code) {});
}

static asio::awaitable<void> serve(int client)
{
    auto executor = co_await asio::this_coro::executor;
    auto *events = new Events(executor, 4);
    asio::co_spawn(executor, watch(*events), asio::detached);
    for (;;) {
        int event = co_await events->async_receive(asio::use_awaitable);
        if (!write_event(client, event))
            co_return;
    }
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
