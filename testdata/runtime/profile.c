/* The text forms are those of runtime/pprof/pprof.go, writeRuntimeProfile, and of runtime/traceback.go
 * (Go 1.22). */
#include "profile.h"
#include "symbols.h"
#include "task.h"
#include "tend_gauges.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH = 32, BUCKETS = 1024 };

/* Where a task is: the address that each of its calls returns to, innermost first. */
struct trace {
    size_t depth;
    uintptr_t addresses[DEPTH];
};

/* A function without a frame of its own is passed over. What does not lead up the stack ends the chain. */
static struct trace trace_of(const struct task *task)
{
    struct trace trace = {0};
    uintptr_t frame = (uintptr_t)task->frame, base = (uintptr_t)task->base;
    if (!frame) /* it has not run yet */
        trace.addresses[trace.depth++] = (uintptr_t)task->body;
    while (frame >= (uintptr_t)task->point.stack.bottom && frame < base && trace.depth < DEPTH) {
        const uintptr_t *words =
            (const uintptr_t *)frame; /* the caller's frame, and where the call returns to */
        trace.addresses[trace.depth++] = words[1];
        if (words[0] <= frame || words[0] % sizeof(void *))
            break;
        frame = words[0];
    }
    return trace;
}

static const struct symbol *symbol_in(const struct trace *trace, size_t i, const struct task *task)
{
    bool entry = trace->addresses[i] == (uintptr_t)task->body;
    return entry ? symbol_of_code(trace->addresses[i]) : symbol_of_return(trace->addresses[i]);
}

static const char *file_of(const struct symbol *symbol)
{
    return symbol->file ? symbol->file : "?";
}

/* == By stack */

struct group {
    struct group *next;
    struct trace trace;
    const struct task *example;
    size_t count;
};

struct groups {
    struct group *buckets[BUCKETS];
    size_t count, tasks;
};

/* FNV-1a, by address instead of by byte */
static size_t hash(const struct trace *trace)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < trace->depth; i++)
        hash = (hash ^ trace->addresses[i]) * 1099511628211u;
    return (hash ^ hash >> 32) % BUCKETS;
}

static bool same(const struct trace *a, const struct trace *b)
{
    return a->depth == b->depth && memcmp(a->addresses, b->addresses, a->depth * sizeof *a->addresses) == 0;
}

static int add_task(struct groups *groups, const struct task *task)
{
    struct trace trace = trace_of(task);
    struct group **bucket = &groups->buckets[hash(&trace)];
    struct group *group = *bucket;
    while (group && !same(&group->trace, &trace))
        group = group->next;
    if (!group) {
        group = malloc(sizeof *group);
        if (!group)
            return -ENOMEM;
        *group = (struct group){*bucket, trace, task, 0};
        *bucket = group;
        groups->count++;
    }
    group->count++;
    groups->tasks++;
    return 0;
}

static int most_first(const void *a, const void *b)
{
    size_t x = (*(struct group *const *)a)->count, y = (*(struct group *const *)b)->count;
    return (x < y) - (x > y);
}

static void write_group(FILE *out, const struct group *group)
{
    fprintf(out, "%zu @", group->count);
    for (size_t i = 0; i < group->trace.depth; i++)
        fprintf(out, " 0x%zx", (size_t)group->trace.addresses[i]);
    for (size_t i = 0; i < group->trace.depth; i++) {
        const struct symbol *symbol = symbol_in(&group->trace, i, group->example);
        fprintf(out, "\n#\t0x%zx\t%s+0x%zx\t%s:%d", (size_t)symbol->address, symbol->function, symbol->offset,
            file_of(symbol), symbol->line);
    }
    fputs("\n\n", out);
}

static int write_groups(FILE *out, const struct groups *groups)
{
    struct group **sorted = malloc((groups->count + 1) * sizeof(struct group *));
    if (!sorted)
        return -ENOMEM;
    size_t n = 0;
    for (size_t i = 0; i < BUCKETS; i++)
        for (struct group *group = groups->buckets[i]; group; group = group->next)
            sorted[n++] = group;
    qsort(sorted, n, sizeof *sorted, most_first);
    fprintf(out, "goroutine profile: total %zu\n", groups->tasks);
    for (size_t i = 0; i < n; i++)
        write_group(out, sorted[i]);
    free(sorted);
    return 0;
}

static int write_by_stack(FILE *out)
{
    int error = 0;
    struct groups *groups = calloc(1, sizeof *groups);
    if (!groups)
        return -ENOMEM;
    for (const struct task *task = task_first(); task && !error; task = task->next)
        if (task != task_self())
            error = add_task(groups, task);
    if (!error)
        error = write_groups(out, groups);
    for (size_t i = 0; i < BUCKETS; i++)
        for (struct group *group; (group = groups->buckets[i]); free(group))
            groups->buckets[i] = group->next;
    free(groups);
    return error;
}

/* == One by one */

static void write_wait(FILE *out, const struct task *task)
{
    long long seconds = (clock_look() - task->since) / 1000;
    fprintf(out, "goroutine %zu [%s", task->id, task->reason);
    if (seconds >= 60)
        fprintf(out, ", %lld minutes", seconds / 60);
    else if (seconds > 0)
        fprintf(out, ", %lld seconds", seconds);
    fputs("]:\n", out);
}

static void write_task(FILE *out, const struct task *task)
{
    struct trace trace = trace_of(task);
    write_wait(out, task);
    for (size_t i = 0; i < trace.depth; i++) {
        const struct symbol *symbol = symbol_in(&trace, i, task);
        fprintf(out, "%s(...)\n\t%s:%d +0x%zx\n", symbol->function, file_of(symbol), symbol->line,
            symbol->offset);
    }
    const struct symbol *site = symbol_of_return((uintptr_t)task->site->count.site);
    fprintf(
        out, "created by %s\n\t%s:%d +0x%zx\n\n", site->function, file_of(site), site->line, site->offset);
}

static int write_one_by_one(FILE *out)
{
    for (const struct task *task = task_first(); task; task = task->next)
        if (task != task_self())
            write_task(out, task);
    return 0;
}

int profile_write(FILE *out, int debug)
{
    int error = debug >= 2 ? write_one_by_one(out) : write_by_stack(out);
    return error ? error : ferror(out) ? -EIO : 0;
}

/* == On a stack that suffices */

struct profile_request {
    FILE *out;
    int debug, error;
};

static void answer(void *request)
{
    struct profile_request *asked = request;
    asked->error = profile_write(asked->out, asked->debug);
}

int tend_profile(FILE *out, int debug)
{
    struct profile_request request = {out, debug, 0};
    struct tend_group group = {0};
    int error = task_start(answer, &request, GAUGE_STACK, &group, __builtin_return_address(0));
    if (!error)
        error = tend_group_wait(TEND_BACKGROUND, &group);
    return error ? error : request.error;
}
