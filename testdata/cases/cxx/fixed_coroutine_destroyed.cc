// Each client has a coroutine that feeds it, and holds it: when its client hangs up, serve_client leaves, and the feed is
// destroyed where it waits for room.
#include <coroutine>
#include <deque>
#include <exception>

int accept_client();
int next_event(); // negative once the source is dry
bool send_to(int client, int event);
void post(std::coroutine_handle<> handle); // the event loop resumes it

// Whoever holds it lets it run, and destroys it where it stands.
class Task {
public:
    struct promise_type {
        Task get_return_object() { return Task(std::coroutine_handle<promise_type>::from_promise(*this)); }
        std::suspend_never initial_suspend() { return {}; }
        std::suspend_always final_suspend() noexcept { return {}; }
        void return_void() {}
        void unhandled_exception() { std::terminate(); }
    };

    ~Task() { handle.destroy(); }

private:
    explicit Task(std::coroutine_handle<promise_type> handle) : handle(handle) {}
    std::coroutine_handle<promise_type> handle;
};

class Events {
public:
    struct Send {
        Events &events;
        int event;
        bool await_ready() const { return events.items.size() < 8; }
        void await_suspend(std::coroutine_handle<> handle) { events.senders.push_back(handle); }
        void await_resume()
        {
            events.items.push_back(event);
            events.wake(events.receivers);
        }
    };

    struct Receive {
        Events &events;
        bool await_ready() const { return !events.items.empty(); }
        void await_suspend(std::coroutine_handle<> handle) { events.receivers.push_back(handle); }
        int await_resume()
        {
            int event = events.items.front();
            events.items.pop_front();
            events.wake(events.senders);
            return event;
        }
    };

    Send send(int event) { return Send{*this, event}; }
    Receive receive() { return Receive{*this}; }

private:
    void wake(std::deque<std::coroutine_handle<>> &waiting)
    {
        if (waiting.empty())
            return;
        post(waiting.front());
        waiting.pop_front();
    }

    std::deque<int> items;
    std::deque<std::coroutine_handle<>> senders, receivers;
};

static Task feed(Events &events)
{
    for (int event = next_event(); event >= 0; event = next_event())
        co_await events.send(event);
}

static void drain(Events &events, int client);

static void serve_client(int client)
{
    Events events;
    Task feeding = feed(events);
    drain(events, client);
}

static Task forward(Events &events, int client)
{
    for (;;) {
        int event = co_await events.receive();
        if (!send_to(client, event))
            co_return;
    }
}

static void drain(Events &events, int client)
{
    Task forwarding = forward(events, client);
}

int main()
{
    for (;;)
        serve_client(accept_client());
}
