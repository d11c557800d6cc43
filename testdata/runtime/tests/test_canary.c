#include "canary.h"
#include "task_test.h"
#include "tend_gauges.h"
#include <string.h>

enum { SAMPLES = 16 };

static const double steady[SAMPLES] = {9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9};

START_TEST(the_floor_of_a_sawtooth_tells_a_leak)
{
    static const double leaking[SAMPLES] = {10, 90, 40, 12, 95, 20, 91, 14, 99, 16, 50, 30, 99, 60, 18, 80};
    ck_assert(canary_grown(leaking, steady, SAMPLES));
    static const double sawtooth[SAMPLES] = {10, 90, 40, 11, 95, 10, 91, 12, 99, 10, 50, 30, 99, 60, 11, 80};
    ck_assert(!canary_grown(sawtooth, steady, SAMPLES));
    ck_assert(!canary_grown(steady, steady, SAMPLES));
}
END_TEST

START_TEST(growth_with_the_load_is_no_leak)
{
    static const double growing[SAMPLES] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    ck_assert(!canary_grown(growing, growing, SAMPLES));
    ck_assert(canary_grown(growing, steady, SAMPLES));
}
END_TEST

START_TEST(what_has_come_to_rest_is_no_leak)
{
    static const double settled[SAMPLES] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 9, 9, 9, 9, 9};
    ck_assert(!canary_grown(settled, steady, SAMPLES));
}
END_TEST

static struct tend_context *context;
static struct tend_group left;
static size_t songs[2], last_count;

static void count_song(void *argument, enum tend_canary_song song, size_t count)
{
    ck_assert_ptr_eq(argument, songs);
    songs[song]++;
    last_count = count;
}

static double no_load(void *argument)
{
    (void)argument;
    return 0;
}

static void wait_for_end(void *unused)
{
    (void)unused;
    tend_sleep(context, 60000);
}

/* A task is left behind every other millisecond, and then no more. */
TASK_TEST(the_canary_sings_of_growth_and_of_the_threshold)
{
    char *log = NULL;
    size_t size;
    FILE *out = open_memstream(&log, &size);
    context = tend_context_make(TEND_BACKGROUND);
    struct tend_canary *canary = tend_canary_start(&(struct tend_canary_options){.period = 10,
        .threshold = 5,
        .window = 8,
        .log = out,
        .sing = count_song,
        .load = no_load,
        .argument = songs});
    for (int i = 0; i < 100; i++) {
        tend_group_go(&left, wait_for_end, NULL);
        tend_sleep(TEND_BACKGROUND, 2);
    }
    ck_assert_uint_eq(songs[TEND_CANARY_THRESHOLD], 1);
    ck_assert_uint_ge(songs[TEND_CANARY_GROWTH], 1);
    ck_assert_uint_gt(last_count, 5);
    tend_context_cancel(context, -ECANCELED);
    tend_group_wait(TEND_BACKGROUND, &left);
    tend_canary_stop(canary);
    tend_context_free(context);
    fclose(out);
    ck_assert_ptr_nonnull(strstr(log, "has come above the threshold"));
    ck_assert_ptr_nonnull(strstr(log, "grows and the load does not"));
    free(log);
}

/* By itself it takes for load how many tasks are started: here always as many, and all end. */
TASK_TEST(the_canary_is_silent_while_tasks_come_and_go)
{
    struct tend_canary *canary = tend_canary_start(
        &(struct tend_canary_options){.period = 2, .window = 8, .sing = count_song, .argument = songs});
    context = tend_context_make(TEND_BACKGROUND);
    tend_context_cancel(context, -ECANCELED);
    for (int i = 0; i < 50; i++) {
        tend_group_go(&left, wait_for_end, NULL);
        tend_sleep(TEND_BACKGROUND, 1);
    }
    ck_assert_uint_eq(songs[TEND_CANARY_THRESHOLD] + songs[TEND_CANARY_GROWTH], 0);
    tend_canary_stop(canary);
    tend_context_free(context);
}

int main(void)
{
    const TTest *tests[] = {the_floor_of_a_sawtooth_tells_a_leak, growth_with_the_load_is_no_leak,
        what_has_come_to_rest_is_no_leak, the_canary_sings_of_growth_and_of_the_threshold,
        the_canary_is_silent_while_tasks_come_and_go, NULL};
    return tests_run("canary", tests);
}
