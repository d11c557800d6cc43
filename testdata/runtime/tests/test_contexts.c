#include "task_test.h"
#include <sys/socket.h>
#include <unistd.h>

TASK_TEST(cancelling_reaches_the_children_with_its_reason)
{
    struct tend_context *parent = tend_context_make(TEND_BACKGROUND);
    struct tend_context *child = tend_context_make(parent);
    struct tend_context *grandchild = tend_context_timeout(child, 60000);
    struct tend_context *other = tend_context_make(parent);
    tend_context_cancel(other, -EINTR);
    ck_assert_int_eq(tend_context_reason(parent), 0);
    tend_context_cancel(parent, -ECONNRESET);
    ck_assert_int_eq(tend_context_reason(child), -ECONNRESET);
    ck_assert_int_eq(tend_context_reason(grandchild), -ECONNRESET);
    ck_assert_int_eq(tend_context_reason(other), -EINTR); /* the first reason stays */
    tend_context_cancel(parent, -ECANCELED);
    ck_assert_int_eq(tend_context_reason(parent), -ECONNRESET);
    tend_context_free(grandchild);
    tend_context_free(other);
    tend_context_free(child);
    tend_context_free(parent);
}

TASK_TEST(a_child_of_a_cancelled_parent_is_cancelled)
{
    struct tend_context *parent = tend_context_make(TEND_BACKGROUND);
    tend_context_cancel(parent, -ECANCELED);
    struct tend_context *child = tend_context_timeout(parent, 5);
    ck_assert_int_eq(tend_context_reason(child), -ECANCELED);
    ck_assert_int_eq(tend_sleep(child, 60000), -ECANCELED);
    tend_context_free(child);
    tend_context_free(parent);
}

TASK_TEST(a_timeout_is_the_reason)
{
    struct tend_context *context = tend_context_timeout(TEND_BACKGROUND, 5);
    ck_assert_int_eq(tend_sleep(context, 60000), -ETIMEDOUT);
    ck_assert_int_eq(tend_context_reason(context), -ETIMEDOUT);
    ck_assert_int_eq(tend_context_reason(TEND_BACKGROUND), 0);
    tend_context_free(context);
    tend_context_free(NULL);
}

static struct tend_context *cancelled_soon;
static struct tend_channel *channel;
static struct tend_group group;
static int ends[2];
static int results[7];

static void wait_sending(void *result)
{
    *(int *)result = tend_send(cancelled_soon, channel, &(int){1});
}

static void wait_receiving(void *result)
{
    int value;
    *(int *)result = tend_receive(cancelled_soon, channel, &value);
}

static void wait_selecting(void *result)
{
    *(int *)result = tend_select(cancelled_soon, NULL, 0, -1);
}

static void wait_sleeping(void *result)
{
    *(int *)result = tend_sleep(cancelled_soon, 60000);
}

static void wait_reading(void *result)
{
    char byte;
    *(int *)result = (int)tend_read(cancelled_soon, ends[0], &byte, 1);
}

static void wait_writing(void *result)
{
    static char megabyte[1 << 20];
    *(int *)result = tend_write(cancelled_soon, ends[1], megabyte, sizeof megabyte);
}

static void wait_for_group(void *result)
{
    *(int *)result = tend_group_wait(cancelled_soon, &group);
}

/* Each kind of waiting, ended by its context; and then again, with a context that is cancelled beforehand. */
TASK_TEST(cancelling_ends_whatever_a_task_waits_for)
{
    static void (*const waits[])(void *) = {
        wait_receiving, wait_selecting, wait_sleeping, wait_reading, wait_writing, wait_for_group};
    enum { WAITS = sizeof waits / sizeof *waits };
    struct tend_context *others = tend_context_make(TEND_BACKGROUND);
    int of_group = 1, of_sender = 1;
    socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
    channel = tend_channel_make(sizeof(int), 0);
    cancelled_soon = others;
    tend_group_go(&group, wait_sleeping, &of_group);
    tend_yield();

    cancelled_soon = tend_context_make(TEND_BACKGROUND);
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < WAITS; i++) {
            results[i] = 1;
            tend_go(waits[i], &results[i]);
        }
        tend_yield();
        if (round == 0)
            ck_assert_uint_eq(tend_task_count(), 2 + WAITS);
        tend_context_cancel(cancelled_soon, -ECANCELED);
        tend_yield();
        for (int i = 0; i < WAITS; i++)
            ck_assert_int_eq(results[i], -ECANCELED);
    }
    wait_sending(&of_sender);
    ck_assert_int_eq(of_sender, -ECANCELED);

    tend_context_free(cancelled_soon);
    tend_context_cancel(others, -ECANCELED);
    tend_group_wait(TEND_BACKGROUND, &group);
    ck_assert_int_eq(of_group, -ECANCELED);
    tend_context_free(others);
    tend_channel_free(channel);
    close(ends[0]);
    close(ends[1]);
}

/* What has been handed over before the cancellation is there after it: whoever comes first has won. */
TASK_TEST(a_value_is_not_lost_to_a_cancellation)
{
    int result = 1, value = 0;
    channel = tend_channel_make(sizeof(int), 0);
    cancelled_soon = tend_context_make(TEND_BACKGROUND);
    tend_go(wait_sending, &result);
    tend_yield();
    ck_assert_int_eq(tend_receive(TEND_BACKGROUND, channel, &value), 0);
    tend_context_cancel(cancelled_soon, -ECANCELED);
    tend_yield();
    ck_assert_int_eq(value, 1);
    ck_assert_int_eq(result, 0);

    /* and the other way round nothing is handed over */
    struct tend_clause receive = {channel, TEND_RECEIVE, .value = &value};
    tend_context_free(cancelled_soon);
    cancelled_soon = tend_context_make(TEND_BACKGROUND);
    tend_go(wait_sending, &result);
    tend_yield();
    tend_context_cancel(cancelled_soon, -ECANCELED);
    ck_assert_int_eq(tend_select(TEND_BACKGROUND, &receive, 1, 0), -EAGAIN);
    tend_yield();
    ck_assert_int_eq(result, -ECANCELED);
    tend_context_free(cancelled_soon);
    tend_channel_free(channel);
}

static void count_sent(void *sent)
{
    for (int i = 0; i < 200; i++) {
        struct tend_clause send = {channel, TEND_SEND, .value = &i};
        if (tend_select(TEND_BACKGROUND, &send, 1, i % 3) == 0)
            ++*(int *)sent;
    }
    tend_channel_close(channel);
}

/* Senders and receivers that both give up after a moment: as many values arrive as were sent. */
TASK_TEST(a_value_is_not_lost_to_a_deadline)
{
    int sent = 0, received = 0, value;
    channel = tend_channel_make(sizeof(int), 0);
    tend_go(count_sent, &sent);
    for (bool closed = false; !closed;) {
        struct tend_clause receive = {channel, TEND_RECEIVE, .value = &value};
        int index = tend_select(TEND_BACKGROUND, &receive, 1, (received + 1) % 3);
        closed = receive.closed;
        if (index == 0 && !closed)
            received++;
        if (received % 5 == 0)
            tend_sleep(TEND_BACKGROUND, 1);
    }
    ck_assert_int_eq(received, sent);
    ck_assert_int_gt(received, 0);
    ck_assert_int_lt(received, 200);
    tend_yield();
    tend_channel_free(channel);
}

int main(void)
{
    const TTest *tests[] = {cancelling_reaches_the_children_with_its_reason,
        a_child_of_a_cancelled_parent_is_cancelled, a_timeout_is_the_reason,
        cancelling_ends_whatever_a_task_waits_for, a_value_is_not_lost_to_a_cancellation,
        a_value_is_not_lost_to_a_deadline, NULL};
    return tests_run("contexts", tests);
}
