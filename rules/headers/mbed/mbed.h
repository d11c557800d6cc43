/* Mbed OS: what most programs need to be parsed, but for their target's pins. After the Mbed OS 6 API documentation. */
#ifndef MBED_H
#define MBED_H

#include "rtos/mbed_rtos_types.h"

#include "mbed_events.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

typedef enum { NC = -1, LED1 = 1, LED2, LED3, LED4, BUTTON1, USBTX, USBRX } PinName;
typedef enum { PullNone, PullUp, PullDown, PullDefault = PullUp } PinMode;

namespace mbed {

class DigitalOut {
public:
    DigitalOut(PinName pin, int value = 0);
    void write(int value);
    int read();
    DigitalOut &operator=(int value);
    operator int();
};
class DigitalIn {
public:
    DigitalIn(PinName pin, PinMode mode = PullDefault);
    int read();
    void mode(PinMode pull);
    operator int();
};
class AnalogIn {
public:
    AnalogIn(PinName pin);
    float read();
    unsigned short read_u16();
    operator float();
};
class InterruptIn {
public:
    InterruptIn(PinName pin, PinMode mode = PullDefault);
    void rise(Callback<void()> handler);
    void fall(Callback<void()> handler);
    int read();
    void mode(PinMode pull);
    void enable_irq();
    void disable_irq();
};
class Timeout {
public:
    void attach(Callback<void()> handler, std::chrono::microseconds time);
    void detach();
};
class Ticker {
public:
    void attach(Callback<void()> handler, std::chrono::microseconds time);
    void detach();
};
class Timer {
public:
    void start();
    void stop();
    void reset();
    std::chrono::microseconds elapsed_time() const;
};

}

void wait_us(int microseconds);
void wait_ns(unsigned nanoseconds);

#ifndef MBED_NO_GLOBAL_USING_DIRECTIVE
using namespace mbed;
using namespace std;
#endif

#endif
