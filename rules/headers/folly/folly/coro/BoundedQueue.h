/* Folly's coroutines and their bounded queue: what a program needs to be parsed. After their headers' comments. */
#ifndef CHANLINT_FOLLY_CORO_BOUNDEDQUEUE_H
#define CHANLINT_FOLLY_CORO_BOUNDEDQUEUE_H

#include <chrono>
#include <coroutine>
#include <cstdint>

namespace folly::coro {

template <class T = void> class Task {
public:
    struct promise_base {
        Task get_return_object();
        std::suspend_always initial_suspend();
        std::suspend_always final_suspend() noexcept;
        void unhandled_exception();
    };
    struct value_promise : promise_base {
        void return_value(T);
    };
    using promise_type = value_promise;
    Task(Task &&) noexcept;
    ~Task();
    bool await_ready();
    void await_suspend(std::coroutine_handle<>);
    T await_resume();
};

template <> class Task<void> {
public:
    struct promise_type {
        Task get_return_object();
        std::suspend_always initial_suspend();
        std::suspend_always final_suspend() noexcept;
        void unhandled_exception();
        void return_void();
    };
    Task(Task &&) noexcept;
    ~Task();
    bool await_ready();
    void await_suspend(std::coroutine_handle<>);
    void await_resume();
};

template <class T> class BoundedQueue {
public:
    explicit BoundedQueue(std::uint32_t capacity);
    template <class U> Task<void> enqueue(U &&item);
    template <class U> bool try_enqueue(U &&item);
    Task<T> dequeue();
    Task<void> dequeue(T &item);
    template <class Duration> Task<T> co_try_dequeue_for(Duration timeout);
    bool try_dequeue(T &item);
    bool empty() const;
    std::size_t size() const;
};
}

#endif
