/* Boost.Fiber: what a program needs to be parsed. After the library's documentation. */
#ifndef CHANLINT_BOOST_FIBER_ALL_HPP
#define CHANLINT_BOOST_FIBER_ALL_HPP

#include <chrono>
#include <cstddef>
#include <functional>
#include <mutex>

namespace boost::fibers {

enum class channel_op_status { success = 0, empty, full, closed, timeout };
enum class launch { dispatch, post };

class fixedsize_stack {
public:
    explicit fixedsize_stack(std::size_t size = 65536) noexcept;
};

class fiber {
public:
    fiber() noexcept;
    template <class Fn, class... Args> explicit fiber(Fn &&, Args &&...) {}
    template <class Fn, class... Args> fiber(launch, Fn &&, Args &&...) {}
    fiber(fiber &&) noexcept;
    fiber &operator=(fiber &&) noexcept;
    ~fiber();
    bool joinable() const noexcept;
    void join();
    void detach();
};

class mutex {
public:
    void lock();
    bool try_lock();
    void unlock();
};

enum class cv_status { no_timeout = 1, timeout };

class condition_variable {
public:
    void notify_one() noexcept;
    void notify_all() noexcept;
    void wait(std::unique_lock<mutex> &lock);
    template <class Pred> void wait(std::unique_lock<mutex> &, Pred) {}
    template <class R, class P> cv_status wait_for(std::unique_lock<mutex> &lock, const std::chrono::duration<R, P> &);
    template <class R, class P, class Pred>
    bool wait_for(std::unique_lock<mutex> &, const std::chrono::duration<R, P> &, Pred)
    {
        return false;
    }
};

template <class Channel> class channel_iterator {
public:
    channel_iterator &operator++();
    typename Channel::value_type &operator*();
    bool operator!=(const channel_iterator &) const;
};

template <class T> class buffered_channel {
public:
    typedef T value_type;
    explicit buffered_channel(std::size_t capacity);
    buffered_channel(const buffered_channel &) = delete;
    ~buffered_channel();
    bool is_closed() const noexcept;
    void close() noexcept;
    channel_op_status push(const T &value);
    channel_op_status push(T &&value);
    channel_op_status try_push(const T &value);
    channel_op_status try_push(T &&value);
    template <class R, class P> channel_op_status push_wait_for(const T &value, const std::chrono::duration<R, P> &);
    template <class R, class P> channel_op_status push_wait_for(T &&value, const std::chrono::duration<R, P> &);
    template <class C, class D> channel_op_status push_wait_until(const T &value, const std::chrono::time_point<C, D> &);
    channel_op_status pop(T &value);
    T value_pop();
    channel_op_status try_pop(T &value);
    template <class R, class P> channel_op_status pop_wait_for(T &value, const std::chrono::duration<R, P> &);
    template <class C, class D> channel_op_status pop_wait_until(T &value, const std::chrono::time_point<C, D> &);
};

template <class T> class unbuffered_channel {
public:
    typedef T value_type;
    unbuffered_channel();
    unbuffered_channel(const unbuffered_channel &) = delete;
    ~unbuffered_channel();
    bool is_closed() const noexcept;
    void close() noexcept;
    channel_op_status push(const T &value);
    channel_op_status push(T &&value);
    template <class R, class P> channel_op_status push_wait_for(const T &value, const std::chrono::duration<R, P> &);
    template <class C, class D> channel_op_status push_wait_until(const T &value, const std::chrono::time_point<C, D> &);
    channel_op_status pop(T &value);
    T value_pop();
    template <class R, class P> channel_op_status pop_wait_for(T &value, const std::chrono::duration<R, P> &);
    template <class C, class D> channel_op_status pop_wait_until(T &value, const std::chrono::time_point<C, D> &);
};

template <class T> channel_iterator<buffered_channel<T>> begin(buffered_channel<T> &);
template <class T> channel_iterator<buffered_channel<T>> end(buffered_channel<T> &);
template <class T> channel_iterator<unbuffered_channel<T>> begin(unbuffered_channel<T> &);
template <class T> channel_iterator<unbuffered_channel<T>> end(unbuffered_channel<T> &);

}

#endif
