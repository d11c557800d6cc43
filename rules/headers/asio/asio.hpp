/* Asio: what a program with coroutines and channels needs to be parsed. After the library's documentation. */
#ifndef CHANLINT_ASIO_HPP
#define CHANLINT_ASIO_HPP

#include <chrono>
#include <coroutine>
#include <cstddef>
#include <system_error>
#include <utility>

namespace asio {

using error_code = std::error_code;

class any_io_executor {};

class io_context {
public:
    using executor_type = any_io_executor;
    explicit io_context(int concurrency = 1);
    executor_type get_executor();
    std::size_t run();
    void stop();
};

template <class T = void, class Executor = any_io_executor> class awaitable {
public:
    awaitable(awaitable &&) noexcept;
    ~awaitable();
    bool await_ready() const noexcept;
    template <class Frame> void await_suspend(std::coroutine_handle<Frame>);
    T await_resume();
};

struct use_awaitable_t {};
struct detached_t {};
struct deferred_t {};
constexpr use_awaitable_t use_awaitable;
constexpr detached_t detached;
constexpr deferred_t deferred;
template <class Token> struct as_tuple_t {};
template <class Token> as_tuple_t<Token> as_tuple(Token);

namespace this_coro {
struct executor_t {
    bool await_ready() const noexcept;
    template <class Frame> void await_suspend(std::coroutine_handle<Frame>) const;
    any_io_executor await_resume() const;
};
constexpr executor_t executor;
}

template <class Where, class Body, class Token> void co_spawn(Where &&, Body &&, Token &&) {}

class steady_timer {
public:
    template <class Where> explicit steady_timer(Where &&);
    template <class Where> steady_timer(Where &&, std::chrono::nanoseconds);
    void expires_after(std::chrono::nanoseconds);
    awaitable<void> async_wait(use_awaitable_t);
    template <class Handler> void async_wait(Handler &&) {}
    void cancel();
};

namespace detail {
template <class T> struct frame_base {
    awaitable<T> get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    template <class A> A &&await_transform(A &&a);
};
template <class T> struct frame : frame_base<T> {
    void return_value(T);
};
template <> struct frame<void> : frame_base<void> {
    void return_void();
};
template <class Signature> struct received;
template <class R, class E> struct received<R(E)> {
    using type = void;
};
template <class R, class E, class T> struct received<R(E, T)> {
    using type = T;
};
}

namespace experimental {
template <class Executor, class Traits, class... Signatures> class basic_channel {
public:
    template <class Where> explicit basic_channel(Where &&, std::size_t max_buffer_size = 0);
    basic_channel(basic_channel &&);
    ~basic_channel();
    std::size_t capacity() const noexcept;
    bool is_open() const noexcept;
    bool ready() const noexcept;
    void reset();
    void close();
    void cancel();
    template <class... Args> bool try_send(Args &&...);
    template <class T> awaitable<void> async_send(error_code, T &&, use_awaitable_t);
    awaitable<void> async_send(error_code, use_awaitable_t);
    template <class T, class Handler> void async_send(error_code, T &&, Handler &&) {}
    template <class Handler> bool try_receive(Handler &&) { return false; }
    awaitable<typename detail::received<Signatures>::type...> async_receive(use_awaitable_t);
    template <class Handler> void async_receive(Handler &&) {}
};
template <class Executor, class Traits, class... Signatures>
class basic_concurrent_channel : public basic_channel<Executor, Traits, Signatures...> {
public:
    using basic_channel<Executor, Traits, Signatures...>::basic_channel;
};

template <class... Signatures> struct channel_traits {};
template <class... Signatures> using channel = basic_channel<any_io_executor, channel_traits<>, Signatures...>;
template <class... Signatures>
using concurrent_channel = basic_concurrent_channel<any_io_executor, channel_traits<>, Signatures...>;

namespace awaitable_operators {
template <class T, class U> awaitable<void> operator||(awaitable<T>, awaitable<U>);
template <class T, class U> awaitable<void> operator&&(awaitable<T>, awaitable<U>);
}
}
}

template <class T, class Executor, class... Args> struct std::coroutine_traits<asio::awaitable<T, Executor>, Args...> {
    using promise_type = asio::detail::frame<T>;
};

#endif
