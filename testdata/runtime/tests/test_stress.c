/* Tasks that do what a die says: send, receive, select, sleep, start others, close channels, cancel contexts.
   In the end no task is left, and as many values were received as were sent. */
#include "task_test.h"

enum { TASKS = 2000, CHANNELS = 12, CONTEXTS = 8, STEPS = 60, FIRST_TASKS = 50 };

static struct tend_channel *channels[CHANNELS];
static struct tend_context *root, *contexts[CONTEXTS];
static struct tend_group group;
static size_t started, sent, received;
static uint64_t die;

/* splitmix64, Steele, Lea and Flood, 2014 */
static size_t roll(size_t sides)
{
    uint64_t x = die += 0x9e3779b97f4a7c15;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
    x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
    return (x ^ (x >> 31)) % sides;
}

static struct tend_channel *any_channel(void)
{
    return channels[roll(CHANNELS)];
}

static struct tend_context *any_context(void)
{
    return contexts[roll(CONTEXTS)];
}

static void do_send(void)
{
    if (tend_send(any_context(), any_channel(), &(size_t){1}) == 0)
        sent++;
}

static void do_receive(void)
{
    size_t value = 0;
    if (tend_receive(any_context(), any_channel(), &value) == 0)
        received += value;
}

static void do_select(void)
{
    struct tend_clause clauses[6];
    size_t values[6], count = roll(6) + 1;
    for (size_t i = 0; i < count; i++) {
        enum tend_direction direction = roll(2) ? TEND_SEND : TEND_RECEIVE;
        values[i] = 1;
        clauses[i] = (struct tend_clause){roll(8) ? any_channel() : NULL, direction, .value = &values[i]};
    }
    int index = tend_select(any_context(), clauses, count, (int64_t)roll(5) - 1);
    if (index >= 0 && !clauses[index].closed)
        ++*(clauses[index].direction == TEND_SEND ? &sent : &received);
}

static void do_sleep(void)
{
    tend_sleep(any_context(), (int64_t)roll(3));
}

static void live(void *steps);

static void do_start(void)
{
    static size_t steps[] = {1, 5, 20, STEPS};
    if (started >= TASKS)
        return;
    started++;
    tend_group_go(&group, live, &steps[roll(4)]);
}

/* A context that is cancelled stays so, and its tasks end soon: there is always another in its place, of the
 * same root. */
static void do_cancel(void)
{
    if (!roll(20))
        tend_context_cancel(any_context(), -ECANCELED);
}

static void do_close(void)
{
    if (!roll(200))
        tend_channel_close(any_channel());
}

static void live(void *steps)
{
    static void (*const acts[])(void) = {do_send, do_send, do_receive, do_receive, do_select, do_select,
        do_sleep, tend_yield, do_start, do_close, do_cancel};
    for (size_t i = *(size_t *)steps; i; i--)
        acts[roll(sizeof acts / sizeof *acts)]();
}

static void make_all(void)
{
    root = tend_context_timeout(TEND_BACKGROUND, 60000);
    for (size_t i = 0; i < CHANNELS; i++)
        channels[i] = tend_channel_make(sizeof(size_t), i % 3);
    for (size_t i = 0; i < CONTEXTS; i++)
        contexts[i] = i % 2 ? tend_context_make(root)
                            : tend_context_timeout(contexts[i ? i - 1 : 0], (int64_t)roll(200));
}

/* What the channels still hold counts as received. */
static void drain(void)
{
    for (size_t i = 0; i < CHANNELS; i++) {
        size_t value;
        tend_channel_close(channels[i]);
        while (tend_receive(TEND_BACKGROUND, channels[i], &value) == 0)
            received += value;
    }
}

static void free_all(void)
{
    for (size_t i = CONTEXTS; i--;)
        tend_context_free(contexts[i]);
    tend_context_free(root);
    for (size_t i = 0; i < CHANNELS; i++)
        tend_channel_free(channels[i]);
}

static void stress(void *unused __attribute__((unused)))
{
    make_all();
    for (int i = 0; i < FIRST_TASKS; i++)
        do_start();
    tend_sleep(TEND_BACKGROUND, 300);
    tend_context_cancel(root, -ECANCELED);
    for (size_t i = 0; i < CONTEXTS; i++)
        tend_context_cancel(contexts[i], -ECANCELED);
    ck_assert_int_eq(tend_group_wait(TEND_BACKGROUND, &group), 0);
    drain();
    free_all();
}

START_TEST(nothing_is_left_of_whatever_tasks_do)
{
    die = (uint64_t)_i;
    started = sent = received = 0;
    ck_assert_uint_eq(tend_run(stress, NULL), 0);
    ck_assert_uint_eq(tend_task_count(), 0);
    ck_assert_uint_eq(sent, received);
    ck_assert_uint_gt(tend_count_all().total, FIRST_TASKS);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("stress");
    TCase *seeds = tcase_create("seeds");
    tcase_add_loop_test(seeds, nothing_is_left_of_whatever_tasks_do, 0, 8);
    tcase_set_timeout(seeds, 60);
    suite_add_tcase(suite, seeds);
    return suite_run(suite);
}
