#include "task_test.h"

static struct tend_channel *channel;

static void send_7(void *result)
{
    *(int *)result = tend_send(TEND_BACKGROUND, channel, &(int){7});
}

static void receive_one(void *value)
{
    if (tend_receive(TEND_BACKGROUND, channel, value))
        *(int *)value = -1;
}

TASK_TEST(a_value_goes_from_hand_to_hand)
{
    int result = 1, value = 0;
    channel = tend_channel_make(sizeof(int), 0);
    tend_go(send_7, &result);
    tend_yield();
    ck_assert_int_eq(result, 1); /* it waits for the receive */
    ck_assert_int_eq(tend_receive(TEND_BACKGROUND, channel, &value), 0);
    ck_assert_int_eq(value, 7);
    tend_yield();
    ck_assert_int_eq(result, 0);

    value = 0;
    tend_go(receive_one, &value);
    tend_yield();
    ck_assert_int_eq(tend_send(TEND_BACKGROUND, channel, &(int){8}), 0);
    ck_assert_int_eq(value, 8); /* it is there before its receiver has gone on */
    tend_yield();
    tend_channel_free(channel);
}

TASK_TEST(a_buffer_keeps_the_order_also_of_those_that_wait)
{
    int result = 1, value;
    channel = tend_channel_make(sizeof(int), 2);
    ck_assert_int_eq(tend_send(TEND_BACKGROUND, channel, &(int){5}), 0);
    ck_assert_int_eq(tend_send(TEND_BACKGROUND, channel, &(int){6}), 0);
    tend_go(send_7, &result);
    tend_yield();
    ck_assert_int_eq(result, 1);
    for (int expected = 5; expected <= 7; expected++) {
        ck_assert_int_eq(tend_receive(TEND_BACKGROUND, channel, &value), 0);
        ck_assert_int_eq(value, expected);
    }
    tend_yield();
    ck_assert_int_eq(result, 0);
    tend_channel_free(channel);
}

TASK_TEST(what_a_closed_channel_holds_can_be_received)
{
    int value = 0;
    channel = tend_channel_make(sizeof(int), 2);
    tend_send(TEND_BACKGROUND, channel, &(int){5});
    ck_assert_int_eq(tend_channel_close(channel), 0);
    ck_assert_int_eq(tend_send(TEND_BACKGROUND, channel, &(int){6}), -EPIPE);
    ck_assert_int_eq(tend_receive(TEND_BACKGROUND, channel, &value), 0);
    ck_assert_int_eq(value, 5);
    ck_assert_int_eq(tend_receive(TEND_BACKGROUND, channel, &value), -EPIPE);
    ck_assert_int_eq(value, 5);
    tend_channel_free(channel);
}

TASK_TEST(closing_wakes_all_senders_and_receivers)
{
    int results[2] = {1, 1}, values[2] = {0, 0};
    struct tend_channel *first = channel = tend_channel_make(sizeof(int), 0);
    tend_go(send_7, &results[0]);
    tend_go(send_7, &results[1]);
    tend_yield();
    channel = tend_channel_make(sizeof(int), 0);
    tend_go(receive_one, &values[0]);
    tend_go(receive_one, &values[1]);
    tend_yield();
    tend_channel_close(first);
    tend_channel_close(channel);
    tend_yield();
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(results[i], -EPIPE);
        ck_assert_int_eq(values[i], -1);
    }
    tend_channel_free(first);
    tend_channel_free(channel);
}

TASK_TEST(closing_twice_fails_and_does_nothing)
{
    channel = tend_channel_make(sizeof(int), 0);
    ck_assert_int_eq(tend_channel_close(channel), 0);
    ck_assert_int_eq(tend_channel_close(channel), -EPIPE);
    tend_channel_free(channel);
}

static void close_it(void *unused __attribute__((unused)))
{
    tend_channel_close(channel);
}

/* A value that has been handed over stays so, though the channel is closed before its receiver goes on. */
TASK_TEST(a_value_is_not_lost_to_a_close)
{
    int value = 0;
    channel = tend_channel_make(sizeof(int), 0);
    tend_go(receive_one, &value);
    tend_yield();
    ck_assert_int_eq(tend_send(TEND_BACKGROUND, channel, &(int){9}), 0);
    close_it(NULL);
    tend_yield();
    ck_assert_int_eq(value, 9);
    tend_channel_free(channel);
}

TASK_TEST(a_value_of_no_bytes_is_a_value)
{
    channel = tend_channel_make(0, 3);
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(tend_send(TEND_BACKGROUND, channel, ""), 0);
    struct tend_clause full = {channel, TEND_SEND, .value = ""};
    ck_assert_int_eq(tend_select(TEND_BACKGROUND, &full, 1, 0), -EAGAIN);
    tend_channel_free(channel);
}

TASK_TEST(a_channel_too_large_is_no_channel)
{
    ck_assert_ptr_null(tend_channel_make(SIZE_MAX, 2));
    ck_assert_ptr_null(tend_channel_make(SIZE_MAX - 8, 1));
    tend_channel_free(NULL);
}

int main(void)
{
    const TTest *tests[] = {a_value_goes_from_hand_to_hand, a_buffer_keeps_the_order_also_of_those_that_wait,
        what_a_closed_channel_holds_can_be_received, closing_wakes_all_senders_and_receivers,
        closing_twice_fails_and_does_nothing, a_value_is_not_lost_to_a_close, a_value_of_no_bytes_is_a_value,
        a_channel_too_large_is_no_channel, NULL};
    return tests_run("channels", tests);
}
