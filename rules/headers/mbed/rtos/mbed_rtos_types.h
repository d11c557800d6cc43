/* Mbed OS's threads and what they wait with: what a program needs to be parsed. After the Mbed OS 6 API documentation;
 * what it calls deprecated is Mbed OS 5's. */
#ifndef CHANLINT_MBED_RTOS_H
#define CHANLINT_MBED_RTOS_H

#include "cmsis_os2.h"

#include <chrono>

typedef osStatus_t osStatus;
typedef osPriority_t osPriority;
enum { osEventSignal = 0x08, osEventMessage = 0x10, osEventMail = 0x20, osEventTimeout = 0x40 };
#ifndef OS_STACK_SIZE
#define OS_STACK_SIZE 4096
#endif

struct osEvent {
    osStatus status;
    union {
        uint32_t v;
        void *p;
        int32_t signals;
    } value;
};

namespace mbed {

template <class Signature> class Callback;
template <class R, class... Args> class Callback<R(Args...)> {
public:
    Callback();
    template <class F> Callback(F) {}
    template <class Object, class Member> Callback(Object *, Member) {}
    R operator()(Args... args) const;
    R call(Args... args) const;
    explicit operator bool() const;
};

template <class R, class... Args> Callback<R(Args...)> callback(R (*)(Args...))
{
    return Callback<R(Args...)>();
}
template <class R, class T, class U, class... Args> Callback<R(Args...)> callback(R (*)(T *, Args...), U *)
{
    return Callback<R(Args...)>();
}
template <class R, class T, class U, class... Args> Callback<R(Args...)> callback(U *, R (T::*)(Args...))
{
    return Callback<R(Args...)>();
}
template <class F> Callback<void()> callback(F)
{
    return Callback<void()>();
}

template <class Lock> class ScopedLock {
public:
    ScopedLock(Lock &lock);
    ~ScopedLock();
};

}

namespace rtos {

namespace Kernel {
struct Clock {
    typedef std::chrono::milliseconds duration;
    typedef duration::rep rep;
    typedef duration::period period;
    typedef std::chrono::time_point<Clock> time_point;
    typedef std::chrono::duration<uint32_t, period> duration_u32;
    static time_point now();
};
constexpr Clock::duration_u32 wait_for_u32_max{osWaitForever - 1};
constexpr Clock::duration_u32 wait_for_u32_forever{osWaitForever};
uint64_t get_ms_count();
}

namespace ThisThread {
uint32_t flags_clear(uint32_t flags);
uint32_t flags_get();
uint32_t flags_wait_all(uint32_t flags, bool clear = true);
uint32_t flags_wait_any(uint32_t flags, bool clear = true);
uint32_t flags_wait_all_for(uint32_t flags, Kernel::Clock::duration_u32 time, bool clear = true);
uint32_t flags_wait_any_for(uint32_t flags, Kernel::Clock::duration_u32 time, bool clear = true);
void sleep_for(uint32_t milliseconds);
void sleep_for(Kernel::Clock::duration_u32 time);
void sleep_until(Kernel::Clock::time_point time);
void yield();
osThreadId_t get_id();
const char *get_name();
}

class Mutex {
public:
    Mutex();
    Mutex(const char *name);
    ~Mutex();
    void lock();
    bool trylock();
    bool trylock_for(uint32_t milliseconds);
    bool trylock_for(Kernel::Clock::duration_u32 time);
    bool trylock_until(Kernel::Clock::time_point time);
    void unlock();
};
typedef mbed::ScopedLock<Mutex> ScopedMutexLock;

class Semaphore {
public:
    Semaphore(int32_t count = 0);
    Semaphore(int32_t count, uint16_t most);
    ~Semaphore();
    void acquire();
    bool try_acquire();
    bool try_acquire_for(uint32_t milliseconds);
    bool try_acquire_for(Kernel::Clock::duration_u32 time);
    bool try_acquire_until(Kernel::Clock::time_point time);
    int32_t wait(uint32_t milliseconds = osWaitForever);
    osStatus release();
};

class Thread {
public:
    enum State { Inactive, Ready, Running, Deleted = 16 };
    Thread(osPriority priority = osPriorityNormal, uint32_t stack_size = OS_STACK_SIZE,
        unsigned char *stack = nullptr, const char *name = nullptr);
    virtual ~Thread();
    osStatus start(mbed::Callback<void()> task);
    osStatus join();
    osStatus terminate();
    osStatus set_priority(osPriority priority);
    osPriority get_priority() const;
    uint32_t flags_set(uint32_t flags);
    int32_t signal_set(int32_t signals);
    State get_state() const;
    osThreadId_t get_id() const;
    const char *get_name() const;
    uint32_t stack_size() const;
    uint32_t max_stack() const;
    static void wait(uint32_t milliseconds);
    static void yield();
    static osEvent signal_wait(int32_t signals, uint32_t milliseconds = osWaitForever);
};

template <class T, uint32_t size> class Queue {
public:
    Queue();
    ~Queue();
    bool empty() const;
    bool full() const;
    uint32_t count() const;
    bool try_put(T *data, uint8_t priority = 0);
    bool try_put_for(Kernel::Clock::duration_u32 time, T *data, uint8_t priority = 0);
    bool try_get(T **data);
    bool try_get_for(Kernel::Clock::duration_u32 time, T **data);
    osStatus put(T *data, uint32_t milliseconds = 0, uint8_t priority = 0);
    osEvent get(uint32_t milliseconds = osWaitForever);
};

template <class T, uint32_t size> class MemoryPool {
public:
    MemoryPool();
    ~MemoryPool();
    T *try_alloc();
    T *try_alloc_for(Kernel::Clock::duration_u32 time);
    T *try_calloc();
    T *try_calloc_for(Kernel::Clock::duration_u32 time);
    T *alloc();
    T *calloc();
    osStatus free(T *block);
};

template <class T, uint32_t size> class Mail {
public:
    Mail();
    ~Mail();
    bool empty() const;
    bool full() const;
    T *try_alloc();
    T *try_alloc_for(Kernel::Clock::duration_u32 time);
    T *try_calloc();
    T *try_calloc_for(Kernel::Clock::duration_u32 time);
    T *alloc(uint32_t milliseconds = 0);
    T *alloc_for(uint32_t milliseconds);
    T *calloc(uint32_t milliseconds = 0);
    T *calloc_for(uint32_t milliseconds);
    osStatus put(T *mail);
    T *try_get();
    T *try_get_for(Kernel::Clock::duration_u32 time);
    osEvent get(uint32_t milliseconds = osWaitForever);
    osStatus free(T *mail);
};

class EventFlags {
public:
    EventFlags();
    EventFlags(const char *name);
    ~EventFlags();
    uint32_t set(uint32_t flags);
    uint32_t clear(uint32_t flags = 0x7fffffff);
    uint32_t get() const;
    uint32_t wait_all(uint32_t flags = 0, uint32_t milliseconds = osWaitForever, bool clear = true);
    uint32_t wait_all_for(uint32_t flags, Kernel::Clock::duration_u32 time, bool clear = true);
    uint32_t wait_all_until(uint32_t flags, Kernel::Clock::time_point time, bool clear = true);
    uint32_t wait_any(uint32_t flags = 0, uint32_t milliseconds = osWaitForever, bool clear = true);
    uint32_t wait_any_for(uint32_t flags, Kernel::Clock::duration_u32 time, bool clear = true);
    uint32_t wait_any_until(uint32_t flags, Kernel::Clock::time_point time, bool clear = true);
};

enum class cv_status { no_timeout, timeout };

class ConditionVariable {
public:
    ConditionVariable(Mutex &mutex);
    ~ConditionVariable();
    void wait();
    template <class Predicate> void wait(Predicate) {}
    cv_status wait_for(Kernel::Clock::duration_u32 time);
    bool wait_for(uint32_t milliseconds);
    template <class Predicate> bool wait_for(Kernel::Clock::duration_u32, Predicate)
    {
        return true;
    }
    cv_status wait_until(Kernel::Clock::time_point time);
    template <class Predicate> bool wait_until(Kernel::Clock::time_point, Predicate)
    {
        return true;
    }
    void notify_one();
    void notify_all();
};

}

#ifndef MBED_NO_GLOBAL_USING_DIRECTIVE
using namespace rtos;
#endif

#endif
