/* moodycamel::BlockingReaderWriterQueue: what a program needs to be parsed. After its README. */
#ifndef CHANLINT_READERWRITERQUEUE_H
#define CHANLINT_READERWRITERQUEUE_H

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace moodycamel {

template <class T> class BlockingReaderWriterQueue {
public:
    explicit BlockingReaderWriterQueue(std::size_t size = 15);
    bool try_enqueue(const T &item);
    bool try_enqueue(T &&item);
    bool enqueue(const T &item);
    bool enqueue(T &&item);
    template <class U> bool try_dequeue(U &item);
    template <class U> void wait_dequeue(U &item);
    template <class U> bool wait_dequeue_timed(U &item, std::int64_t microseconds);
    std::size_t size_approx() const;
};
}

#endif
