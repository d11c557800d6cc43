#include "task_test.h"

enum { CHANNELS = 4, ROUNDS = 4000 };

static struct tend_channel *channels[CHANNELS];

static void make_channels(size_t capacity)
{
    for (int i = 0; i < CHANNELS; i++)
        channels[i] = tend_channel_make(sizeof(int), capacity);
}

static void free_channels(void)
{
    for (int i = 0; i < CHANNELS; i++)
        tend_channel_free(channels[i]);
}

static void send_to(void *channel)
{
    tend_send(TEND_BACKGROUND, channel, &(int){1});
}

static void receive_from(void *channel)
{
    int value;
    tend_receive(TEND_BACKGROUND, channel, &value);
}

TASK_TEST(select_sends_or_receives)
{
    int value = 0, sent = 3;
    make_channels(0);
    struct tend_clause clauses[] = {
        {channels[0], TEND_RECEIVE, .value = &value},
        {channels[1], TEND_SEND, .value = &sent},
    };
    tend_go(send_to, channels[0]);
    ck_assert_int_eq(tend_select(TEND_BACKGROUND, clauses, 2, -1), 0);
    ck_assert_int_eq(value, 1);
    tend_go(receive_from, channels[1]);
    ck_assert_int_eq(tend_select(TEND_BACKGROUND, clauses, 2, -1), 1);
    tend_yield();
    free_channels();
}

TASK_TEST(select_with_a_default_does_not_wait)
{
    int value;
    make_channels(0);
    struct tend_clause clauses[] = {
        {channels[0], TEND_RECEIVE, .value = &value},
        {NULL, TEND_SEND, .value = &value},
    };
    ck_assert_int_eq(tend_select(TEND_BACKGROUND, clauses, 2, 0), -EAGAIN);
    ck_assert_int_eq(tend_select(TEND_BACKGROUND, NULL, 0, 0), -EAGAIN);
    free_channels();
}

TASK_TEST(select_waits_no_longer_than_its_timeout)
{
    int value;
    make_channels(0);
    struct tend_clause clause = {channels[0], TEND_RECEIVE, .value = &value};
    int64_t begin = tend_now();
    ck_assert_int_eq(tend_select(TEND_BACKGROUND, &clause, 1, 20), -ETIMEDOUT);
    ck_assert_int_ge(tend_now() - begin, 20);
    ck_assert_int_eq(tend_select(TEND_BACKGROUND, NULL, 0, 1), -ETIMEDOUT);
    free_channels();
}

TASK_TEST(select_tells_that_a_channel_is_closed)
{
    int value = 0;
    make_channels(0);
    struct tend_clause clauses[] = {
        {channels[0], TEND_RECEIVE, .value = &value},
        {channels[1], TEND_SEND, .value = &value},
    };
    tend_channel_close(channels[1]);
    ck_assert_int_eq(tend_select(TEND_BACKGROUND, clauses, 2, -1), 1);
    ck_assert(clauses[1].closed);
    tend_go(send_to, channels[0]);
    ck_assert_int_ge(tend_select(TEND_BACKGROUND, clauses, 1, -1), 0);
    ck_assert(!clauses[0].closed);
    tend_yield();
    free_channels();
}

/* Who waits at several channels waits at none once one of them has woken it. */
TASK_TEST(select_does_one_clause_only)
{
    int value = 0;
    make_channels(0);
    struct tend_clause clauses[] = {
        {channels[0], TEND_RECEIVE, .value = &value},
        {channels[1], TEND_RECEIVE, .value = &value},
    };
    tend_go(send_to, channels[0]);
    tend_go(send_to, channels[1]);
    ck_assert_int_eq(tend_select(TEND_BACKGROUND, clauses, 2, -1), 0);
    ck_assert_uint_eq(tend_task_count(), 2); /* the other sender still waits */
    ck_assert_int_eq(tend_select(TEND_BACKGROUND, clauses, 2, -1), 1);
    tend_yield();
    ck_assert_uint_eq(tend_task_count(), 1);
    free_channels();
}

/* Of four that are always ready each is chosen a quarter of the time: 1,000 of 4,000, whose standard
 * deviation is 27. */
TASK_TEST(select_is_fair)
{
    int chosen[CHANNELS] = {0}, value = 0;
    make_channels(1);
    for (int i = 0; i < CHANNELS; i++)
        tend_send(TEND_BACKGROUND, channels[i], &value);
    for (int round = 0; round < ROUNDS; round++) {
        struct tend_clause clauses[CHANNELS];
        for (int i = 0; i < CHANNELS; i++)
            clauses[i] = (struct tend_clause){channels[i], TEND_RECEIVE, .value = &value};
        int index = tend_select(TEND_BACKGROUND, clauses, CHANNELS, -1);
        chosen[index]++;
        tend_send(TEND_BACKGROUND, channels[index], &value);
    }
    for (int i = 0; i < CHANNELS; i++) {
        ck_assert_int_gt(chosen[i], ROUNDS / CHANNELS - 150);
        ck_assert_int_lt(chosen[i], ROUNDS / CHANNELS + 150);
    }
    free_channels();
}

/* Those who wait are served in the order in which they came. */
static int served;

static void note_value(void *value)
{
    tend_receive(TEND_BACKGROUND, channels[0], value);
    *(int *)value = ++served;
}

TASK_TEST(waiting_receivers_are_served_in_turn)
{
    int values[3] = {0};
    make_channels(0);
    for (int i = 0; i < 3; i++)
        tend_go(note_value, &values[i]);
    tend_yield();
    for (int i = 0; i < 3; i++)
        send_to(channels[0]);
    tend_yield();
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(values[i], i + 1);
    free_channels();
}

int main(void)
{
    const TTest *tests[] = {select_sends_or_receives, select_with_a_default_does_not_wait,
        select_waits_no_longer_than_its_timeout, select_tells_that_a_channel_is_closed,
        select_does_one_clause_only, select_is_fair, waiting_receivers_are_served_in_turn, NULL};
    return tests_run("select", tests);
}
