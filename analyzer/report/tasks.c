/* How each task dies, as a table for people. */
#include "report/table.h"
#include "report/writers.h"

#include "report/sql.h"

enum { START, KIND, BODY, STARTED, DIES, CAN_HANG, N_COLUMNS };
enum { FATE = N_COLUMNS }; /* `dies` in one word, in the query behind the columns */

static const char *const titles[] = {"START", "KIND", "BODY", "STARTED", "DIES", "CAN HANG AT", NULL};

/* What a task can die of, as the query calls it, and as the summary counts it. */
static const struct fate {
    const char *name, *counted;
} fates[] = {
    {"returns", "return"},
    {"cancelled", "cancelled"},
    {"closed", "closed"},
    {"killed", "killed"},
    {"process exit only", "process exit only"},
    {"NEVER", "NEVER"},
};

struct counts {
    unsigned tasks, fates[G_N_ELEMENTS(fates)], hang;
};

static const char *color_of(const struct palette *palette, int column, const char *text)
{
    if (column == START)
        return palette->bold;
    if (column == DIES && g_str_equal(text, "NEVER"))
        return palette->error;
    return "";
}

static void add_task(
    struct table *table, struct counts *counts, const struct palette *palette, sqlite3_stmt *query)
{
    table_add_row(table);
    for (int i = 0; i < N_COLUMNS; i++)
        table_set(table, (unsigned)i, color_of(palette, i, store_text(query, i)), store_text(query, i));
    counts->tasks++;
    for (unsigned i = 0; i < G_N_ELEMENTS(fates); i++)
        counts->fates[i] += g_str_equal(store_text(query, FATE), fates[i].name);
    counts->hang += *store_text(query, CAN_HANG) != '\0';
}

static void print_summary(const struct counts *counts, GString *summary)
{
    g_string_append_printf(summary, "%u task%s; ", counts->tasks, counts->tasks == 1 ? "" : "s");
    for (unsigned i = 0; i < G_N_ELEMENTS(fates); i++)
        g_string_append_printf(summary, "%s%u %s", i ? ", " : "", counts->fates[i], fates[i].counted);
    g_string_append_printf(summary, "; %u can hang\n", counts->hang);
}

bool report_tasks(struct store *store, bool colors, GString *out, GString *summary, GError **error)
{
    const struct palette *palette = report_palette(colors);
    struct table *table = table_new(titles);
    g_autoptr(sqlite3_stmt) query =
        store_exec(store, sql_make_task_fate, error) ? store_prepare(store, sql_tasks, error) : NULL;
    struct counts counts = {0};
    enum store_step step = STORE_FAILED;
    while (query && (step = store_step(store, query, error)) == STORE_ROW)
        add_task(table, &counts, palette, query);
    if (step == STORE_DONE) {
        table_print(table, palette->off, out);
        print_summary(&counts, summary);
    }
    table_free(table);
    return step == STORE_DONE;
}
