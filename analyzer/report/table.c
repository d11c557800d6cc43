#include "report/table.h"

#include "report/report.h"

struct cell {
    char *text;
    const char *color;
};

struct table {
    const char *const *titles;
    unsigned n_columns;
    GPtrArray *rows; /* struct cell[n_columns], the titles first */
    glong *widths;
};

struct table *table_new(const char *const *titles)
{
    struct table *table = g_new0(struct table, 1);
    table->titles = titles;
    table->n_columns = g_strv_length((char **)titles);
    table->rows = g_ptr_array_new();
    table->widths = g_new0(glong, table->n_columns);
    table_add_row(table);
    for (unsigned i = 0; i < table->n_columns; i++)
        table_set(table, i, "", titles[i]);
    return table;
}

void table_free(struct table *table)
{
    for (guint row = 0; row < table->rows->len; row++) {
        struct cell *cells = table->rows->pdata[row];
        for (unsigned i = 0; i < table->n_columns; i++)
            g_free(cells[i].text);
        g_free(cells);
    }
    g_ptr_array_unref(table->rows);
    g_free(table->widths);
    g_free(table);
}

void table_add_row(struct table *table)
{
    g_ptr_array_add(table->rows, g_new0(struct cell, table->n_columns));
}

void table_set(struct table *table, unsigned column, const char *color, const char *text)
{
    struct cell *cell = (struct cell *)table->rows->pdata[table->rows->len - 1] + column;
    GString *clean = g_string_new(NULL);
    report_append_clean(clean, text);
    cell->color = color;
    cell->text = g_string_free(clean, FALSE);
    table->widths[column] = MAX(table->widths[column], g_utf8_strlen(cell->text, -1));
}

static void print_row(const struct table *table, const struct cell *cells, const char *off, GString *out)
{
    unsigned last = table->n_columns - 1;
    while (last > 0 && !*cells[last].text)
        last--;
    for (unsigned i = 0; i <= last; i++) {
        glong pad = i < last ? table->widths[i] + 2 - g_utf8_strlen(cells[i].text, -1) : 0;
        g_string_append_printf(
            out, "%s%s%s%*s", cells[i].color, cells[i].text, *cells[i].color ? off : "", (int)pad, "");
    }
    g_string_append_c(out, '\n');
}

void table_print(const struct table *table, const char *off, GString *out)
{
    for (guint row = 0; row < table->rows->len && table->rows->len > 1; row++)
        print_row(table, table->rows->pdata[row], off, out);
}

bool table_print_query(
    struct store *store, sqlite3_stmt *query, const char *const *titles, GString *out, GError **error)
{
    struct table *table = table_new(titles);
    enum store_step step;
    while ((step = store_step(store, query, error)) == STORE_ROW) {
        table_add_row(table);
        for (int i = 0; titles[i]; i++)
            table_set(table, (unsigned)i, "", store_text(query, i));
    }
    table_print(table, "", out);
    table_free(table);
    return step == STORE_DONE;
}
