#include "bench.h"
#include "tend.h"
#include <errno.h>

static struct tend_channel *there, *back, *many[SENDERS];
static struct tend_context *context;

static void nothing(void *unused)
{
    (void)unused;
}

static void spawn_exit(void)
{
    double begin = now_ns();
    for (int i = 0; i < SPAWNS; i++) {
        tend_go(nothing, NULL);
        tend_yield();
    }
    print_each("spawn+exit", begin, SPAWNS);
}

static void echo(void *unused)
{
    (void)unused;
    for (int value; tend_receive(TEND_BACKGROUND, there, &value) == 0;)
        tend_send(TEND_BACKGROUND, back, &value);
}

static void ping_pong(void)
{
    int value = 0;
    there = tend_channel_make(sizeof(int), 0);
    back = tend_channel_make(sizeof(int), 0);
    tend_go(echo, NULL);
    double begin = now_ns();
    for (int i = 0; i < MESSAGES / 2; i++) {
        tend_send(TEND_BACKGROUND, there, &value);
        tend_receive(TEND_BACKGROUND, back, &value);
    }
    print_each("ping-pong", begin, MESSAGES);
    tend_channel_close(there);
    tend_yield();
}

static void send_until_closed(void *channel)
{
    for (int i = 0; tend_send(TEND_BACKGROUND, channel, &i) == 0;)
        i++;
}

static void stream(void)
{
    int value;
    there = tend_channel_make(sizeof(int), BUFFER);
    tend_go(send_until_closed, there);
    double begin = now_ns();
    for (int i = 0; i < MESSAGES; i++)
        tend_receive(TEND_BACKGROUND, there, &value);
    print_each("stream", begin, MESSAGES);
    tend_channel_close(there);
    tend_yield();
}

static void select_of_4(void)
{
    int values[SENDERS];
    struct tend_clause clauses[SENDERS];
    for (int i = 0; i < SENDERS; i++) {
        many[i] = tend_channel_make(sizeof(int), 0);
        clauses[i] = (struct tend_clause){many[i], TEND_RECEIVE, .value = &values[i]};
        tend_go(send_until_closed, many[i]);
    }
    double begin = now_ns();
    for (int i = 0; i < SELECTS; i++)
        tend_select(TEND_BACKGROUND, clauses, SENDERS, -1);
    print_each("select-4", begin, SELECTS);
    for (int i = 0; i < SENDERS; i++)
        tend_channel_close(many[i]);
    tend_yield();
}

static void park(void *unused)
{
    int value;
    (void)unused;
    tend_receive(context, there, &value);
}

static void cancel_parked(void)
{
    struct tend_group group = {0};
    context = tend_context_make(TEND_BACKGROUND);
    there = tend_channel_make(sizeof(int), 0);
    for (int i = 0; i < PARKED; i++)
        tend_group_go(&group, park, NULL);
    tend_yield();
    double begin = now_ns();
    tend_context_cancel(context, -ECANCELED);
    tend_group_wait(TEND_BACKGROUND, &group);
    print_each("cancel-10000", begin, 1);
}

static void run(void *unused)
{
    (void)unused;
    spawn_exit();
    ping_pong();
    stream();
    select_of_4();
    cancel_parked();
}

int main(void)
{
    return tend_run(run, NULL) != 0;
}
