/* Folly's DynamicBoundedQueue: what a program needs to be parsed. After its header's comments. */
#ifndef CHANLINT_FOLLY_DYNAMICBOUNDEDQUEUE_H
#define CHANLINT_FOLLY_DYNAMICBOUNDEDQUEUE_H

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace folly {

template <class T, bool SingleProducer, bool SingleConsumer, bool MayBlock, std::size_t LgSegmentSize = 8,
    std::size_t LgAlign = 7>
class DynamicBoundedQueue {
public:
    explicit DynamicBoundedQueue(std::uint64_t capacity);
    void enqueue(const T &value);
    void enqueue(T &&value);
    bool try_enqueue(const T &value);
    bool try_enqueue(T &&value);
    template <class R, class P> bool try_enqueue_for(const T &value, const std::chrono::duration<R, P> &);
    void dequeue(T &value);
    bool try_dequeue(T &value);
    template <class R, class P> bool try_dequeue_for(T &value, const std::chrono::duration<R, P> &);
    bool empty() const;
    std::size_t size() const;
};

template <class T, bool MayBlock> using DSPSCQueue = DynamicBoundedQueue<T, true, true, MayBlock>;
template <class T, bool MayBlock> using DMPSCQueue = DynamicBoundedQueue<T, false, true, MayBlock>;
template <class T, bool MayBlock> using DSPMCQueue = DynamicBoundedQueue<T, true, false, MayBlock>;
template <class T, bool MayBlock> using DMPMCQueue = DynamicBoundedQueue<T, false, false, MayBlock>;
}

#endif
