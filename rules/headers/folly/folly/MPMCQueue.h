/* Folly's MPMCQueue: what a program needs to be parsed. After its header's comments. */
#ifndef CHANLINT_FOLLY_MPMCQUEUE_H
#define CHANLINT_FOLLY_MPMCQUEUE_H

#include <chrono>
#include <cstddef>

namespace folly {
namespace detail {
template <class T> class MPMCQueueBase {
public:
    explicit MPMCQueueBase(std::size_t capacity);
    bool isEmpty() const noexcept;
    bool isFull() const noexcept;
    template <class... Args> void blockingWrite(Args &&...args) noexcept;
    template <class... Args> bool write(Args &&...args) noexcept;
    template <class... Args> bool writeIfNotFull(Args &&...args) noexcept;
    template <class C, class... Args>
    bool tryWriteUntil(const std::chrono::time_point<C> &when, Args &&...args) noexcept;
    void blockingRead(T &value) noexcept;
    bool read(T &value) noexcept;
    bool readIfNotEmpty(T &value) noexcept;
    template <class C> bool tryReadUntil(const std::chrono::time_point<C> &when, T &value) noexcept;
};
}

template <class T> class MPMCQueue : public detail::MPMCQueueBase<T> {
public:
    explicit MPMCQueue(std::size_t capacity);
};
}

#endif
