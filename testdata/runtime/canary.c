#include "canary.h"
#include "tend_gauges.h"
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { QUARTERS = 4, DEFAULT_PERIOD = 10000, DEFAULT_WINDOW = 60, LEAST_WINDOW = 8 };

static double least(const double *values, size_t samples, size_t quarter)
{
    size_t begin = samples * quarter / QUARTERS, end = samples * (quarter + 1) / QUARTERS;
    double least = values[begin];
    for (size_t i = begin + 1; i < end; i++)
        least = values[i] < least ? values[i] : least;
    return least;
}

bool canary_grown(const double *counts, const double *loads, size_t samples)
{
    for (size_t quarter = 1; quarter < QUARTERS; quarter++)
        if (least(counts, samples, quarter) < least(counts, samples, quarter - 1) + 1)
            return false;
    return least(loads, samples, QUARTERS - 1) <= 1.1 * least(loads, samples, 0);
}

struct tend_canary {
    struct tend_canary_options options;
    struct tend_context *context;
    struct tend_group group; /* of its one task */
    bool above;
    size_t started; /* tasks, at the last look */
    size_t samples; /* in the window */
    double *counts, *loads; /* of the window, oldest first */
};

static double load_now(struct tend_canary *canary)
{
    size_t started = tend_count_all().total, before = canary->started;
    canary->started = started;
    return canary->options.load ? canary->options.load(canary->options.argument) : (double)(started - before);
}

static void sing(struct tend_canary *canary, enum tend_canary_song song, size_t count)
{
    static const char *const words[] = {"has come above the threshold", "grows and the load does not"};
    if (canary->options.log)
        fprintf(canary->options.log, "canary: the count of tasks, %zu, %s\n", count, words[song]);
    if (canary->options.sing)
        canary->options.sing(canary->options.argument, song, count);
}

static void watch_threshold(struct tend_canary *canary, size_t count)
{
    bool was_above = canary->above;
    canary->above = canary->options.threshold && count > canary->options.threshold;
    if (canary->above && !was_above)
        sing(canary, TEND_CANARY_THRESHOLD, count);
}

static void watch_growth(struct tend_canary *canary, size_t count, double load)
{
    size_t window = canary->options.window;
    if (canary->samples == window) {
        memmove(canary->counts, canary->counts + 1, (window - 1) * sizeof *canary->counts);
        memmove(canary->loads, canary->loads + 1, (window - 1) * sizeof *canary->loads);
        canary->samples--;
    }
    canary->counts[canary->samples] = (double)count;
    canary->loads[canary->samples++] = load;
    if (canary->samples == window && canary_grown(canary->counts, canary->loads, window)) {
        canary->samples = 0; /* another window before it sings again */
        sing(canary, TEND_CANARY_GROWTH, count);
    }
}

static void look(struct tend_canary *canary)
{
    size_t count = tend_task_count();
    double load = load_now(canary);
    if (canary->options.log) {
        fprintf(canary->options.log, "canary: %zu tasks, load %g\n", count, load);
        fflush(canary->options.log);
    }
    watch_threshold(canary, count);
    watch_growth(canary, count, load);
}

static void watch(void *argument)
{
    struct tend_canary *canary = argument;
    while (tend_sleep(canary->context, canary->options.period) == 0)
        look(canary);
}

struct tend_canary *tend_canary_start(const struct tend_canary_options *options)
{
    struct tend_canary *canary = calloc(1, sizeof *canary);
    if (!canary)
        return NULL;
    canary->options = *options;
    if (!canary->options.period)
        canary->options.period = DEFAULT_PERIOD;
    if (!canary->options.window)
        canary->options.window = DEFAULT_WINDOW;
    if (canary->options.window < LEAST_WINDOW)
        canary->options.window = LEAST_WINDOW;
    canary->started = tend_count_all().total;
    canary->counts = calloc(canary->options.window, sizeof *canary->counts);
    canary->loads = calloc(canary->options.window, sizeof *canary->loads);
    canary->context = tend_context_make(TEND_BACKGROUND);
    if (!canary->counts || !canary->loads || !canary->context ||
        tend_group_go(&canary->group, watch, canary)) {
        tend_canary_stop(canary);
        return NULL;
    }
    return canary;
}

void tend_canary_stop(struct tend_canary *canary)
{
    if (!canary)
        return;
    if (canary->context)
        tend_context_cancel(canary->context, -ECANCELED);
    tend_group_wait(TEND_BACKGROUND, &canary->group);
    tend_context_free(canary->context);
    free(canary->counts);
    free(canary->loads);
    free(canary);
}
