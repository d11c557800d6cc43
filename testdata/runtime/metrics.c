/* Prometheus' text format, version 0.0.4. */
#include "profile.h"
#include "symbols.h"
#include "task.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { REASONS = 16 };

static void write_head(FILE *out, const char *name, const char *type, const char *help)
{
    fprintf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void write_totals(FILE *out)
{
    struct tend_count all = tend_count_all();
    write_head(out, "tend_tasks", "gauge", "Tasks that have been started and have not ended.");
    fprintf(out, "tend_tasks %zu\n", all.live);
    write_head(out, "tend_tasks_peak", "gauge", "The most there have been at one time.");
    fprintf(out, "tend_tasks_peak %zu\n", all.peak);
    write_head(out, "tend_tasks_started_total", "counter", "Tasks that have been started.");
    fprintf(out, "tend_tasks_started_total %zu\n", all.total);
}

/* A reason is one text, wherever it is given: the compiler may keep copies, so texts are compared. */
static void write_reasons(FILE *out)
{
    struct {
        const char *reason;
        size_t count;
    } reasons[REASONS] = {0};
    for (const struct task *task = task_first(); task; task = task->next) {
        size_t i = 0;
        while (i < REASONS - 1 && reasons[i].reason && strcmp(reasons[i].reason, task->reason) != 0)
            i++;
        reasons[i].reason = task->reason;
        reasons[i].count++;
    }
    write_head(out, "tend_waiting_tasks", "gauge", "Tasks by what they wait for.");
    for (size_t i = 0; i < REASONS && reasons[i].reason; i++)
        fprintf(out, "tend_waiting_tasks{reason=\"%s\"} %zu\n", reasons[i].reason, reasons[i].count);
}

static const char *base_name(const char *path)
{
    const char *slash = path ? strrchr(path, '/') : NULL;
    return slash ? slash + 1 : path ? path : "?";
}

static void write_site(FILE *out, const char *name, const struct tend_count *count, size_t value)
{
    const struct symbol *site = symbol_of_return((uintptr_t)count->site);
    fprintf(out, "%s{function=\"%s\",site=\"%s:%d\",address=\"0x%zx\"} %zu\n", name, site->function,
        base_name(site->file), site->line, (size_t)site->address, value);
}

static void write_sites(FILE *out, const struct tend_count *counts, size_t n)
{
    write_head(out, "tend_site_tasks", "gauge", "Tasks that have not ended, by where they were started.");
    for (size_t i = 0; i < n; i++)
        write_site(out, "tend_site_tasks", &counts[i], counts[i].live);
    write_head(out, "tend_site_tasks_started_total", "counter", "Tasks that have been started, by where.");
    for (size_t i = 0; i < n; i++)
        write_site(out, "tend_site_tasks_started_total", &counts[i], counts[i].total);
}

int metrics_write(FILE *out)
{
    size_t n = tend_count_sites(NULL, 0);
    struct tend_count *counts = malloc((n + 1) * sizeof *counts);
    if (!counts)
        return -ENOMEM;
    tend_count_sites(counts, n);
    write_totals(out);
    write_reasons(out);
    write_sites(out, counts, n);
    free(counts);
    return ferror(out) ? -EIO : 0;
}
