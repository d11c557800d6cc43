/* Mbed OS's event queues: what a program needs to be parsed. After the Mbed OS 6 API documentation. */
#ifndef CHANLINT_MBED_EVENTS_H
#define CHANLINT_MBED_EVENTS_H

#include "rtos/mbed_rtos_types.h"

#define EVENTS_EVENT_SIZE 72
#define EVENTS_QUEUE_SIZE (32 * EVENTS_EVENT_SIZE)

namespace events {

class EventQueue {
public:
    typedef std::chrono::duration<int, std::milli> duration;
    EventQueue(unsigned size = EVENTS_QUEUE_SIZE, unsigned char *buffer = nullptr);
    ~EventQueue();
    void dispatch_forever();
    void dispatch_once();
    void dispatch_for(duration time);
    void dispatch(int milliseconds = -1);
    void break_dispatch();
    bool cancel(int id);
    template <class F, class... Args> int call(F, Args...)
    {
        return 1;
    }
    template <class F, class... Args> int call_in(duration, F, Args...)
    {
        return 1;
    }
    template <class F, class... Args> int call_in(int, F, Args...)
    {
        return 1;
    }
    template <class F, class... Args> int call_every(duration, F, Args...)
    {
        return 1;
    }
    template <class F, class... Args> int call_every(int, F, Args...)
    {
        return 1;
    }
    template <class F> mbed::Callback<void()> event(F)
    {
        return mbed::Callback<void()>();
    }
};

}

namespace mbed {
events::EventQueue *mbed_event_queue();
events::EventQueue *mbed_highprio_event_queue();
}

#ifndef MBED_NO_GLOBAL_USING_DIRECTIVE
using namespace events;
#endif

#endif
