// Each client has a coroutine that feeds it. It waits for room in a channel of coroutines; when its client hangs up,
// serve_client leaves, and the feed is never resumed: nobody holds it, so nobody destroys it.
#include <coroutine>
#include <deque>
#include <exception>

int accept_client();
int next_event(); // negative once the source is dry
bool send_to(int client, int event);
void post(std::coroutine_handle<> handle); // the event loop resumes it

// Runs until it is over, and frees itself.
struct Task {
    struct promise_type {
        Task get_return_object() { return {}; }
        std::suspend_never initial_suspend() { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }
        void return_void() {}
        void unhandled_exception() { std::terminate(); }
    };
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
        co_await events.send(event); // EXPECT error blocking-send: serve_client may have left
}

static Task serve_client(int client)
{
    Events *events = new Events;
    feed(*events);
    for (;;) {
        int event = co_await events->receive();
        if (!send_to(client, event))
            co_return;
    }
}

int main()
{
    for (;;)
        serve_client(accept_client());
}
