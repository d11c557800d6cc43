/* libdill has no buffered channels. */
#include "bench.h"
#include <libdill.h>

static coroutine void nothing(void)
{
}

static void spawn_exit(void)
{
    double begin = now_ns();
    for (int i = 0; i < SPAWNS; i++)
        hclose(go(nothing()));
    print_each("spawn+exit", begin, SPAWNS);
}

static coroutine void echo(int channel)
{
    for (int value; chrecv(channel, &value, sizeof value, -1) == 0;)
        if (chsend(channel, &value, sizeof value, -1) < 0)
            return;
}

static void ping_pong(void)
{
    int channel[2], value = 0;
    chmake(channel);
    int task = go(echo(channel[1]));
    double begin = now_ns();
    for (int i = 0; i < MESSAGES / 2; i++) {
        chsend(channel[0], &value, sizeof value, -1);
        chrecv(channel[0], &value, sizeof value, -1);
    }
    print_each("ping-pong", begin, MESSAGES);
    hclose(task);
    hclose(channel[0]);
    hclose(channel[1]);
}

static coroutine void send_until_closed(int channel)
{
    for (int i = 0; chsend(channel, &i, sizeof i, -1) == 0;)
        i++;
}

static void select_of_4(void)
{
    int channels[SENDERS][2], values[SENDERS], senders = bundle();
    struct chclause clauses[SENDERS];
    for (int i = 0; i < SENDERS; i++) {
        chmake(channels[i]);
        clauses[i] = (struct chclause){CHRECV, channels[i][0], &values[i], sizeof values[i]};
        bundle_go(senders, send_until_closed(channels[i][1]));
    }
    double begin = now_ns();
    for (int i = 0; i < SELECTS; i++)
        choose(clauses, SENDERS, -1);
    print_each("select-4", begin, SELECTS);
    hclose(senders);
}

static coroutine void park(int channel)
{
    int value;
    chrecv(channel, &value, sizeof value, -1);
}

static void cancel_parked(void)
{
    int channel[2], tasks = bundle();
    chmake(channel);
    for (int i = 0; i < PARKED; i++)
        bundle_go(tasks, park(channel[1]));
    double begin = now_ns();
    hclose(tasks);
    print_each("cancel-10000", begin, 1);
}

int main(void)
{
    spawn_exit();
    ping_pong();
    select_of_4();
    cancel_parked();
    return 0;
}
