/* oneTBB's queues: what a program needs to be parsed. After the oneAPI specification. */
#ifndef CHANLINT_TBB_CONCURRENT_QUEUE_H
#define CHANLINT_TBB_CONCURRENT_QUEUE_H

#include <cstddef>
#include <exception>

namespace tbb {
namespace detail::d2 {

class user_abort : public std::exception {};

template <class T> class concurrent_queue {
public:
    void push(const T &value);
    void push(T &&value);
    bool try_pop(T &value);
    bool empty() const;
};

template <class T> class concurrent_bounded_queue {
public:
    typedef std::ptrdiff_t size_type;
    concurrent_bounded_queue();
    ~concurrent_bounded_queue();
    void push(const T &value);
    void push(T &&value);
    template <class... Args> void emplace(Args &&...args);
    bool try_push(const T &value);
    bool try_push(T &&value);
    void pop(T &value);
    bool try_pop(T &value);
    void abort();
    size_type size() const;
    bool empty() const;
    size_type capacity() const;
    void set_capacity(size_type capacity);
};

}

using detail::d2::concurrent_bounded_queue;
using detail::d2::concurrent_queue;
using detail::d2::user_abort;
}

#endif
