/* Boost.Cobalt: what a program needs to be parsed. After the library's documentation. */
#ifndef CHANLINT_BOOST_COBALT_HPP
#define CHANLINT_BOOST_COBALT_HPP

#include <coroutine>
#include <cstddef>

namespace boost::cobalt {

struct detached_t {};
constexpr detached_t detached_token;

template <class T> struct awaiter {
    bool await_ready();
    template <class Promise> std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise>);
    T await_resume();
};

namespace detail {
struct suspends {
    bool await_ready() noexcept;
    void await_suspend(std::coroutine_handle<>) noexcept;
    void await_resume() noexcept;
};
template <class Coroutine> struct promise_base {
    Coroutine get_return_object();
    std::suspend_never initial_suspend();
    suspends final_suspend() noexcept;
    void unhandled_exception();
};
template <class Coroutine, class T> struct promise_of : promise_base<Coroutine> {
    void return_value(T);
};
template <class Coroutine> struct promise_of<Coroutine, void> : promise_base<Coroutine> {
    void return_void();
};
}

template <class T = void> struct promise : awaiter<T> {
    using promise_type = detail::promise_of<promise<T>, T>;
    promise(promise &&);
    ~promise();
    void cancel();
    promise &operator+();
};

template <class T = void> struct task : awaiter<T> {
    using promise_type = detail::promise_of<task<T>, T>;
    task(task &&);
    ~task();
};

struct detached {
    struct promise_type {
        detached get_return_object();
        std::suspend_never initial_suspend();
        std::suspend_never final_suspend() noexcept;
        void return_void();
        void unhandled_exception();
    };
};

struct main {
    using promise_type = detail::promise_of<main, int>;
};

template <class T> struct channel {
    struct read_op : awaiter<T> {};
    struct write_op : awaiter<void> {};
    explicit channel(std::size_t limit = 0u);
    channel(channel &&) = delete;
    ~channel();
    bool is_open() const;
    void close();
    read_op read();
    write_op write(const T &value);
    write_op write(T &&value);
};

template <class... Awaitables> awaiter<std::size_t> race(Awaitables &&...);
template <class... Awaitables> awaiter<void> join(Awaitables &&...);
template <class... Awaitables> awaiter<void> gather(Awaitables &&...);
template <class Executor, class T, class Token> void spawn(Executor &&, task<T> &&, Token &&) {}
}

#endif
