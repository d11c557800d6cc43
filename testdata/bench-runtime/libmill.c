/* libmill cannot cancel; closing a channel wakes those who receive. */
#include "bench.h"
#include <libmill.h>

static int ended;

static coroutine void nothing(void)
{
}

static void spawn_exit(void)
{
    double begin = now_ns();
    for (int i = 0; i < SPAWNS; i++) {
        go(nothing());
        yield();
    }
    print_each("spawn+exit", begin, SPAWNS);
}

static coroutine void echo(chan there, chan back)
{
    for (;;) {
        int value = chr(there, int);
        chs(back, int, value);
    }
}

static void ping_pong(void)
{
    chan there = chmake(int, 0), back = chmake(int, 0);
    int value = 0;
    go(echo(there, back));
    double begin = now_ns();
    for (int i = 0; i < MESSAGES / 2; i++) {
        chs(there, int, value);
        value = chr(back, int);
    }
    print_each("ping-pong", begin, MESSAGES);
}

static coroutine void send_for_ever(chan channel)
{
    for (int i = 0;; i++)
        chs(channel, int, i);
}

static void stream(void)
{
    chan channel = chmake(int, BUFFER);
    go(send_for_ever(channel));
    double begin = now_ns();
    for (int i = 0; i < MESSAGES; i++)
        (void)chr(channel, int);
    print_each("stream", begin, MESSAGES);
}

static void select_of_4(void)
{
    chan channels[SENDERS];
    for (int i = 0; i < SENDERS; i++) {
        channels[i] = chmake(int, 0);
        go(send_for_ever(channels[i]));
    }
    double begin = now_ns();
    for (int i = 0; i < SELECTS; i++) {
        choose {
        in(channels[0], int, a):
            (void)a;
        in(channels[1], int, b):
            (void)b;
        in(channels[2], int, c):
            (void)c;
        in(channels[3], int, d):
            (void)d;
        end
        }
    }
    print_each("select-4", begin, SELECTS);
}

static coroutine void park(chan channel)
{
    (void)chr(channel, int);
    ended++;
}

static void cancel_parked(void)
{
    chan channel = chmake(int, 0);
    for (int i = 0; i < PARKED; i++)
        go(park(channel));
    double begin = now_ns();
    chdone(channel, int, 0);
    while (ended < PARKED)
        yield();
    print_each("cancel-10000", begin, 1);
}

int main(void)
{
    spawn_exit();
    cancel_parked();
    ping_pong();
    stream();
    select_of_4();
    return 0;
}
