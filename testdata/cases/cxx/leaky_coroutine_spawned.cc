// A query is a task of its own, which puts its rows into a channel that is made of coroutines as well. When the client
// goes away before the last row, answer leaves, and the query waits for room that nobody makes.
#include <coroutine>
#include <deque>
#include <exception>
#include <utility>

struct Row;
Row fetch_row();
bool write_row(int client, const Row &row);
int accept_client();
void post(std::coroutine_handle<> handle); // the event loop resumes it

// Starts when it is awaited, and resumes who awaits it when it is over.
class Task {
public:
    struct promise_type {
        std::coroutine_handle<> awaiting;

        struct Over {
            bool await_ready() noexcept { return false; }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> handle) noexcept
            {
                return handle.promise().awaiting;
            }
            void await_resume() noexcept {}
        };

        Task get_return_object() { return Task(std::coroutine_handle<promise_type>::from_promise(*this)); }
        std::suspend_always initial_suspend() { return {}; }
        Over final_suspend() noexcept { return {}; }
        void return_void() {}
        void unhandled_exception() { std::terminate(); }
    };

    Task(Task &&other) : handle(std::exchange(other.handle, {})) {}
    ~Task()
    {
        if (handle)
            handle.destroy();
    }

    bool await_ready() { return handle.done(); }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiting)
    {
        handle.promise().awaiting = awaiting;
        return handle;
    }
    void await_resume() {}

private:
    explicit Task(std::coroutine_handle<promise_type> handle) : handle(handle) {}
    std::coroutine_handle<promise_type> handle;
};

// Runs on its own.
struct Detached {
    struct promise_type {
        Detached get_return_object() { return {}; }
        std::suspend_never initial_suspend() { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }
        void return_void() {}
        void unhandled_exception() { std::terminate(); }
    };
};

static Detached spawn(Task task)
{
    co_await task;
}

class Changed {
public:
    bool await_ready() { return false; }
    void await_suspend(std::coroutine_handle<> handle) { waiting.push_back(handle); }
    void await_resume() {}

    void notify()
    {
        for (std::coroutine_handle<> handle : waiting)
            post(handle);
        waiting.clear();
    }

private:
    std::deque<std::coroutine_handle<>> waiting;
};

struct Row {
    int id; // negative: the last one
};

class Rows {
public:
    Task put(Row row)
    {
        while (rows.size() == 16)
            co_await changed;
        rows.push_back(row);
        changed.notify();
    }

    Task get(Row &row)
    {
        while (rows.empty())
            co_await changed;
        row = rows.front();
        rows.pop_front();
        changed.notify();
    }

private:
    Changed changed;
    std::deque<Row> rows;
};

static Task query(Rows &rows)
{
    for (;;) {
        Row row = fetch_row();
        co_await rows.put(row); // EXPECT error blocking-send: answer may have left
        if (row.id < 0)
            break;
    }
}

static Task answer(int client)
{
    Rows *rows = new Rows;
    spawn(query(*rows));
    for (;;) {
        Row row;
        co_await rows->get(row);
        if (row.id < 0 || !write_row(client, row))
            break;
    }
}

int main()
{
    for (;;)
        spawn(answer(accept_client()));
}
