// Each client has a coroutine that feeds it. When its client hangs up, serve_client closes the channel, which resumes
// the feed: its send says that nobody wants the event, and it ends.
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
        bool await_ready() const { return events.items.size() < 8 || events.closed; }
        void await_suspend(std::coroutine_handle<> handle) { events.senders.push_back(handle); }
        bool await_resume()
        {
            if (events.closed)
                return false;
            events.items.push_back(event);
            events.wake(events.receivers);
            return true;
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

    void close()
    {
        closed = true;
        while (!senders.empty())
            wake(senders);
    }

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
    bool closed = false;
};

static Task feed(Events &events)
{
    for (int event = next_event(); event >= 0; event = next_event())
        if (!co_await events.send(event))
            co_return;
}

static Task serve_client(int client)
{
    Events *events = new Events;
    feed(*events);
    for (;;) {
        int event = co_await events->receive();
        if (!send_to(client, event)) {
            events->close();
            co_return;
        }
    }
}

int main()
{
    for (;;)
        serve_client(accept_client());
}
