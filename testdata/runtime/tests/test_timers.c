#include "alarm.h"
#include "task_test.h"

static struct alarm alarms[100];
static struct alarm *rung[100];
static int count;

static void note(struct alarm *alarm)
{
    rung[count++] = alarm;
}

START_TEST(alarms_ring_in_the_order_of_their_time)
{
    for (int i = 0; i < 100; i++) {
        alarms[i].ring = note;
        alarm_set(&alarms[i], i * 37 % 100); /* each of 0..99 once, mixed, and long past */
    }
    for (int i = 0; i < 100; i += 3)
        alarm_clear(&alarms[i]);
    alarm_clear(&alarms[0]); /* which is not set any more */
    alarms_ring();
    ck_assert_int_eq(count, 66);
    for (int i = 1; i < count; i++)
        ck_assert_int_lt(rung[i - 1]->when, rung[i]->when);
    ck_assert_int_eq(alarms_next(), -1);
}
END_TEST

TASK_TEST(sleep_lasts_at_least_as_long_as_it_says)
{
    int64_t begin = tend_now();
    ck_assert_int_eq(tend_sleep(TEND_BACKGROUND, 20), 0);
    ck_assert_int_ge(tend_now() - begin, 20);
    ck_assert_int_eq(tend_sleep(TEND_BACKGROUND, 0), 0);
    ck_assert_int_eq(tend_sleep(TEND_BACKGROUND, -1), 0);
}

TASK_TEST(a_timer_rings_once)
{
    int64_t time, begin = tend_now();
    struct tend_timer *timer = tend_timer_make(5);
    struct tend_channel *channel = tend_timer_channel(timer);
    ck_assert_int_eq(tend_receive(TEND_BACKGROUND, channel, &time), 0);
    ck_assert_int_ge(time - begin, 5);
    struct tend_clause again = {channel, TEND_RECEIVE, .value = &time};
    ck_assert_int_eq(tend_select(TEND_BACKGROUND, &again, 1, 20), -ETIMEDOUT);
    tend_timer_free(timer);
    tend_timer_free(tend_timer_make(INT64_MAX)); /* before it has rung */
    tend_timer_free(NULL);
}

/* While nobody receives, one tick is kept; then the ticks are as far apart as they are to be, or further when
   the machine is busy. */
TASK_TEST(a_ticker_leaves_out_what_nobody_receives)
{
    int64_t first, second;
    struct tend_timer *ticker = tend_ticker_make(10);
    struct tend_channel *channel = tend_timer_channel(ticker);
    struct tend_clause another = {channel, TEND_RECEIVE, .value = &second};
    tend_sleep(TEND_BACKGROUND, 35);
    tend_receive(TEND_BACKGROUND, channel, &first);
    ck_assert_int_eq(tend_select(TEND_BACKGROUND, &another, 1, 0), -EAGAIN);
    tend_receive(TEND_BACKGROUND, channel, &second);
    ck_assert_int_gt(second, first);
    tend_timer_free(ticker);
}

int main(void)
{
    const TTest *tests[] = {alarms_ring_in_the_order_of_their_time, sleep_lasts_at_least_as_long_as_it_says,
        a_timer_rings_once, a_ticker_leaves_out_what_nobody_receives, NULL};
    return tests_run("timers", tests);
}
