/* moodycamel::BlockingReaderWriterCircularBuffer: what a program needs to be parsed. After its README. */
#ifndef CHANLINT_READERWRITERCIRCULARBUFFER_H
#define CHANLINT_READERWRITERCIRCULARBUFFER_H

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace moodycamel {

template <class T> class BlockingReaderWriterCircularBuffer {
public:
    explicit BlockingReaderWriterCircularBuffer(std::size_t capacity);
    bool try_enqueue(const T &item);
    bool try_enqueue(T &&item);
    void wait_enqueue(const T &item);
    void wait_enqueue(T &&item);
    bool wait_enqueue_timed(const T &item, std::int64_t microseconds);
    template <class U> bool try_dequeue(U &item);
    template <class U> void wait_dequeue(U &item);
    template <class U> bool wait_dequeue_timed(U &item, std::int64_t microseconds);
    std::size_t size_approx() const;
};
}

#endif
