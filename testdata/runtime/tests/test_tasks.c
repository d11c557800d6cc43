#include "task_test.h"
#include <signal.h>
#include <string.h>

static char order[64];

static void write_letter(void *letter)
{
    strcat(order, letter);
}

static void write_letter_twice(void *letter)
{
    strcat(order, letter);
    tend_yield();
    strcat(order, letter);
}

TASK_TEST(tasks_take_turns_in_the_order_of_their_start)
{
    ck_assert_int_eq(tend_go(write_letter_twice, "a"), 0);
    ck_assert_int_eq(tend_go(write_letter_twice, "b"), 0);
    ck_assert_int_eq(tend_go(write_letter, "c"), 0);
    ck_assert_str_eq(order, "");
    tend_yield();
    ck_assert_str_eq(order, "abc");
    tend_yield();
    ck_assert_str_eq(order, "abcab");
}

static void wait_for_ever(void *channel)
{
    int value;
    tend_receive(TEND_BACKGROUND, channel, &value); /* EXPECT error blocking-receive: so it is meant */
}

static void leave_two_behind(void *channel)
{
    tend_go(wait_for_ever, channel);
    tend_go(wait_for_ever, channel);
}

START_TEST(run_says_how_many_nothing_can_wake)
{
    struct tend_channel *channel = tend_channel_make(sizeof(int), 0);
    ck_assert_uint_eq(tend_run(leave_two_behind, channel), 2);
    free(channel); /* tend_channel_free would rightly complain of those that wait */
}
END_TEST

static void sleep_long(void *context)
{
    tend_sleep(context, 60000);
}

TASK_TEST(a_group_waits_for_its_tasks)
{
    struct tend_group group = {0};
    struct tend_context *context = tend_context_make(TEND_BACKGROUND);
    ck_assert_int_eq(tend_group_wait(TEND_BACKGROUND, &group), 0);
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(tend_group_go(&group, sleep_long, context), 0);
    struct tend_context *soon = tend_context_timeout(TEND_BACKGROUND, 5);
    ck_assert_int_eq(tend_group_wait(soon, &group), -ETIMEDOUT);
    tend_context_cancel(context, -ECANCELED);
    ck_assert_int_eq(tend_group_wait(TEND_BACKGROUND, &group), 0);
    ck_assert_uint_eq(group.live, 0);
    ck_assert_uint_eq(tend_task_count(), 1);
    tend_context_free(soon);
    tend_context_free(context);
}

static void nothing(void *unused __attribute__((unused)))
{
}

TASK_TEST(tasks_are_counted_at_each_site)
{
    struct tend_count sites[4];
    volatile int three = 3; /* one call, and not three */
    for (int i = 0; i < three; i++)
        tend_go(nothing, NULL);
    tend_go(nothing, NULL);
    ck_assert_uint_eq(tend_task_count(), 5);
    tend_yield();
    struct tend_count all = tend_count_all();
    ck_assert_uint_eq(all.live, 1);
    ck_assert_uint_eq(all.peak, 5);
    ck_assert_uint_eq(all.total, 5);

    ck_assert_uint_eq(tend_count_sites(sites, 4), 3); /* the loop, the call behind it, and tend_run's */
    size_t of_three = 0;
    for (size_t i = 0; i < 3; i++)
        if (sites[i].total == 3) {
            of_three++;
            ck_assert_uint_eq(sites[i].live, 0);
            ck_assert_uint_eq(sites[i].peak, 3);
        }
    ck_assert_uint_eq(of_three, 1);
}

/* Each call needs the memory of the one before, lest it becomes a loop. */
static __attribute__((noinline)) size_t use_stack(size_t bytes, const volatile char *above)
{
    volatile char memory[4096];
    memory[0] = above[0];
    return bytes <= sizeof memory ? 1 : use_stack(bytes - sizeof memory, memory) + (size_t)memory[0];
}

static void use_a_megabyte(void *unused __attribute__((unused)))
{
    ck_assert_uint_eq(use_stack(1 << 20, "\1"), 256);
}

TASK_TEST(a_task_can_have_a_larger_stack)
{
    struct tend_group group = {0};
    ck_assert_int_eq(tend_go_sized(use_a_megabyte, NULL, 4 << 20), 0);
    tend_group_wait(TEND_BACKGROUND, &group);
}

#ifndef TEND_SANITIZED /* AddressSanitizer reports the signal itself */
static void use_too_much(void *unused __attribute__((unused)))
{
    use_stack(1 << 20, "");
}

START_TEST(a_stack_that_overflows_meets_its_guard)
{
    tend_run(use_too_much, NULL);
}
END_TEST
#endif

/* A task that never waits does not keep the others, or the timers, from their turn. */
static void stop_in_a_while(void *stop)
{
    tend_sleep(TEND_BACKGROUND, 5);
    *(volatile bool *)stop = true;
}

TASK_TEST(a_task_that_always_can_go_on_lets_others_go_on)
{
    volatile bool stop = false;
    int value = 0;
    struct tend_channel *channel = tend_channel_make(sizeof(int), 1);
    struct tend_clause clauses[] = {
        {channel, TEND_SEND, .value = &value},
        {channel, TEND_RECEIVE, .value = &value},
    };
    tend_go(stop_in_a_while, (void *)(uintptr_t)&stop);
    while (!stop) /* one of them always can be done */
        ck_assert_int_ge(tend_select(TEND_BACKGROUND, clauses, 2, -1), 0);
    tend_channel_free(channel);
}

int main(void)
{
    Suite *suite = suite_create("tasks");
    TCase *tasks = tcase_create("tasks");
    tcase_add_test(tasks, tasks_take_turns_in_the_order_of_their_start);
    tcase_add_test(tasks, run_says_how_many_nothing_can_wake);
    tcase_add_test(tasks, a_group_waits_for_its_tasks);
    tcase_add_test(tasks, tasks_are_counted_at_each_site);
    tcase_add_test(tasks, a_task_can_have_a_larger_stack);
    tcase_add_test(tasks, a_task_that_always_can_go_on_lets_others_go_on);
#ifndef TEND_SANITIZED
    tcase_add_test_raise_signal(tasks, a_stack_that_overflows_meets_its_guard, SIGSEGV);
#endif
    suite_add_tcase(suite, tasks);
    return suite_run(suite);
}
