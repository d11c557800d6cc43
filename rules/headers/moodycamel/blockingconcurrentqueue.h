/* moodycamel::BlockingConcurrentQueue: what a program needs to be parsed. After its README. */
#ifndef CHANLINT_BLOCKINGCONCURRENTQUEUE_H
#define CHANLINT_BLOCKINGCONCURRENTQUEUE_H

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace moodycamel {

template <class T> class BlockingConcurrentQueue {
public:
    explicit BlockingConcurrentQueue(std::size_t capacity = 192);
    bool enqueue(const T &item);
    bool enqueue(T &&item);
    bool try_enqueue(const T &item);
    bool try_enqueue(T &&item);
    template <class U> bool try_dequeue(U &item);
    template <class U> void wait_dequeue(U &item);
    template <class U> bool wait_dequeue_timed(U &item, std::int64_t microseconds);
    template <class U, class R, class P> bool wait_dequeue_timed(U &item, const std::chrono::duration<R, P> &);
    std::size_t size_approx() const;
};
}

#endif
