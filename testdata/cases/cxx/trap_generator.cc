// A generator logs each of its values through a channel. Its consumer stops in the midst and drops it, which ends it where
// it stands: nothing is left that waits.
#include <coroutine>
#include <deque>
#include <exception>

int next_prime(int after);
bool use(int prime);
void record(int prime);
void post(std::coroutine_handle<> handle); // the event loop resumes it

struct Primes {
    struct promise_type {
        int value = 0;
        Primes get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
        std::suspend_always initial_suspend() { return {}; }
        std::suspend_always final_suspend() noexcept { return {}; }
        std::suspend_always yield_value(int prime)
        {
            value = prime;
            return {};
        }
        void return_void() {}
        void unhandled_exception() { std::terminate(); }
    };

    std::coroutine_handle<promise_type> handle;
    ~Primes() { handle.destroy(); }
    int next()
    {
        handle.resume();
        return handle.promise().value;
    }
};

class Log {
public:
    struct Room {
        Log &log;
        bool await_ready() const { return log.lines.size() < 4; }
        void await_suspend(std::coroutine_handle<> handle) { log.writer = handle; }
        void await_resume() {}
    };

    Room put(int line) { lines.push_back(line); return Room{*this}; }
    void flush()
    {
        while (!lines.empty()) {
            record(lines.front());
            lines.pop_front();
        }
        if (writer)
            post(writer);
    }

private:
    std::deque<int> lines;
    std::coroutine_handle<> writer;
};

static Primes primes(Log &log)
{
    for (int prime = 2;; prime = next_prime(prime)) {
        co_yield prime;
        co_await log.put(prime);
    }
}

int main()
{
    Log log;
    Primes all = primes(log);
    while (use(all.next()))
        log.flush();
}
