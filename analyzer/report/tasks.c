/* How each task dies, as a table for people. */
#include "report/writers.h"

#include "report/sql.h"

enum { START, KIND, BODY, STARTED, DIES, CAN_HANG, N_COLUMNS };
enum { FATE = N_COLUMNS }; /* `dies` in one word, in the query behind the columns */

static const char *const titles[N_COLUMNS] = {"START", "KIND", "BODY", "STARTED", "DIES", "CAN HANG AT"};

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

struct row {
    char *cells[N_COLUMNS];
};

struct table {
    GPtrArray *rows; /* struct row * */
    glong widths[N_COLUMNS];
    unsigned fates[G_N_ELEMENTS(fates)], hang;
};

static void row_free(gpointer data)
{
    struct row *row = data;
    for (unsigned i = 0; i < N_COLUMNS; i++)
        g_free(row->cells[i]);
    g_free(row);
}

static char *clean(const char *text)
{
    GString *out = g_string_new(NULL);
    report_append_clean(out, text);
    return g_string_free(out, FALSE);
}

static struct row *add_row(struct table *table)
{
    struct row *row = g_new0(struct row, 1);
    g_ptr_array_add(table->rows, row);
    return row;
}

static void set_cell(struct table *table, struct row *row, unsigned column, const char *text)
{
    row->cells[column] = clean(text);
    table->widths[column] = MAX(table->widths[column], g_utf8_strlen(row->cells[column], -1));
}

static void add_task(struct table *table, sqlite3_stmt *query)
{
    struct row *row = add_row(table);
    for (unsigned i = 0; i < N_COLUMNS; i++)
        set_cell(table, row, i, store_text(query, (int)i));
    for (unsigned i = 0; i < G_N_ELEMENTS(fates); i++)
        table->fates[i] += g_str_equal(store_text(query, FATE), fates[i].name);
    table->hang += *row->cells[CAN_HANG] != '\0';
}

static const char *color_of(const struct palette *palette, const struct row *row, unsigned column)
{
    if (column == START)
        return palette->bold;
    if (column == DIES && g_str_equal(row->cells[DIES], "NEVER"))
        return palette->error;
    return "";
}

static void print_row(
    const struct table *table, const struct row *row, const struct palette *palette, GString *out)
{
    unsigned last = N_COLUMNS - 1;
    while (last > 0 && !*row->cells[last])
        last--;
    for (unsigned i = 0; i <= last; i++) {
        const char *color = color_of(palette, row, i), *off = *color ? palette->off : "";
        glong pad = i < last ? table->widths[i] + 2 - g_utf8_strlen(row->cells[i], -1) : 0;
        g_string_append_printf(out, "%s%s%s%*s", color, row->cells[i], off, (int)pad, "");
    }
    g_string_append_c(out, '\n');
}

static void print_summary(const struct table *table, guint n_tasks, GString *summary)
{
    g_string_append_printf(summary, "%u task%s; ", n_tasks, n_tasks == 1 ? "" : "s");
    for (unsigned i = 0; i < G_N_ELEMENTS(fates); i++)
        g_string_append_printf(summary, "%s%u %s", i ? ", " : "", table->fates[i], fates[i].counted);
    g_string_append_printf(summary, "; %u can hang\n", table->hang);
}

bool report_tasks(struct store *store, bool colors, GString *out, GString *summary, GError **error)
{
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(row_free);
    struct table table = {.rows = rows};
    g_autoptr(sqlite3_stmt) query = store_prepare(store, sql_tasks, error);
    enum store_step step = STORE_FAILED;
    struct row *head = add_row(&table);
    for (unsigned i = 0; i < N_COLUMNS; i++)
        set_cell(&table, head, i, titles[i]);
    while (query && (step = store_step(store, query, error)) == STORE_ROW)
        add_task(&table, query);
    if (step != STORE_DONE)
        return false;
    for (guint i = 0; i < rows->len && rows->len > 1; i++)
        print_row(&table, g_ptr_array_index(rows, i), report_palette(colors), out);
    print_summary(&table, rows->len - 1, summary);
    return true;
}
