/* Boost.Thread's synchronised queues: what a program needs to be parsed. After the library's documentation. */
#ifndef CHANLINT_BOOST_SYNC_BOUNDED_QUEUE_HPP
#define CHANLINT_BOOST_SYNC_BOUNDED_QUEUE_HPP

#include <cstddef>
#include <exception>

namespace boost {
namespace concurrent {

enum class queue_op_status { success = 0, empty, full, closed, busy, timeout, not_ready };
struct sync_queue_is_closed : std::exception {};

template <class T> class sync_bounded_queue {
public:
    typedef T value_type;
    explicit sync_bounded_queue(std::size_t capacity);
    ~sync_bounded_queue();
    bool empty() const;
    bool full() const;
    bool closed() const;
    std::size_t capacity() const;
    std::size_t size() const;
    void close();
    void push(const T &value);
    void push(T &&value);
    void push_back(const T &value);
    void push_back(T &&value);
    bool try_push(const T &value);
    queue_op_status try_push_back(const T &value);
    queue_op_status nonblocking_push_back(const T &value);
    queue_op_status wait_push_back(const T &value);
    queue_op_status wait_push_back(T &&value);
    T pull();
    void pull(T &value);
    T pull_front();
    void pull_front(T &value);
    bool try_pull(T &value);
    queue_op_status try_pull_front(T &value);
    queue_op_status nonblocking_pull_front(T &value);
    queue_op_status wait_pull_front(T &value);
};

}

using concurrent::queue_op_status;
using concurrent::sync_bounded_queue;
using concurrent::sync_queue_is_closed;
}

#endif
