/* Text as compilers print it. */
#include "report/writers.h"

#include "report/sql.h"

#include <string.h>

static const struct palette plain = {"", "", "", "", "", ""};
static const struct palette colored = {
    "\033[1m", "\033[1;31m", "\033[1;35m", "\033[1;36m", "\033[1;32m", "\033[0m"};

const struct palette *report_palette(bool colors)
{
    return colors ? &colored : &plain;
}

struct printer {
    struct store *store;
    const struct palette *palette;
    GString *out;
    char *root;
    char *file; /* whose text is loaded */
    char **lines; /* NULL when it cannot be read */
};

void report_append_clean(GString *out, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    for (const char *c = valid; *c; c = g_utf8_next_char(c))
        if (*c != '\t' && g_unichar_iscntrl(g_utf8_get_char(c)))
            g_string_append_c(out, '?');
        else
            g_string_append_len(out, c, g_utf8_next_char(c) - c);
}

static const char *level_color(const struct palette *palette, const char *level)
{
    return g_str_equal(level, "error")     ? palette->error
           : g_str_equal(level, "warning") ? palette->warning
                                           : palette->note;
}

static void print_place(struct printer *printer, const char *file, int line, int col, const char *level)
{
    const struct palette *palette = printer->palette;
    g_string_append(printer->out, palette->bold);
    report_append_clean(printer->out, file);
    g_string_append_printf(printer->out, ":%d:", line);
    if (col)
        g_string_append_printf(printer->out, "%d:", col);
    g_string_append_printf(
        printer->out, "%s %s%s:%s ", palette->off, level_color(palette, level), level, palette->off);
}

static const char *source_line(struct printer *printer, const char *file, int line)
{
    if (g_strcmp0(printer->file, file) != 0) {
        g_free(printer->file);
        g_strfreev(printer->lines);
        printer->file = g_strdup(file);
        printer->lines = store_source_lines(printer->root, file);
    }
    for (int i = 1; printer->lines && printer->lines[i - 1]; i++)
        if (i == line)
            return printer->lines[i - 1];
    return NULL;
}

static void print_source(struct printer *printer, const char *file, int line, int col)
{
    const char *text = source_line(printer, file, line);
    GString *out = printer->out;
    if (!text || col < 1 || (gsize)col > strlen(text))
        return;
    g_string_append_printf(out, "%5d | ", line);
    g_autofree char *shown = g_strndup(text, strcspn(text, "\r"));
    report_append_clean(out, shown);
    g_string_append(out, "\n      | ");
    for (int i = 0; i < col - 1; i++)
        if (((guchar)text[i] & 0xc0) != 0x80) /* one column a character of UTF-8 */
            g_string_append_c(out, text[i] == '\t' ? '\t' : ' ');
    g_string_append_printf(out, "%s^%s\n", printer->palette->caret, printer->palette->off);
}

static bool print_trace(struct printer *printer, sqlite3_stmt *query, const char *trace, GError **error)
{
    enum store_step step;
    sqlite3_bind_text(query, 1, trace, -1, SQLITE_TRANSIENT);
    while ((step = store_step(printer->store, query, error)) == STORE_ROW) {
        print_place(printer, store_text(query, 0), sqlite3_column_int(query, 1), 0, "note");
        report_append_clean(printer->out, store_text(query, 2));
        g_string_append_c(printer->out, '\n');
    }
    sqlite3_reset(query);
    return step == STORE_DONE;
}

enum { FILE_NAME, LINE, COL, LEVEL, CHECK, MESSAGE, FIX, TRACE, OFFER };

static void print_finding(struct printer *printer, sqlite3_stmt *query)
{
    const char *file = store_text(query, FILE_NAME);
    int line = sqlite3_column_int(query, LINE), col = sqlite3_column_int(query, COL);
    print_place(printer, file, line, col, store_text(query, LEVEL));
    report_append_clean(printer->out, store_text(query, MESSAGE));
    g_string_append(printer->out, ": ");
    report_append_clean(printer->out, store_text(query, FIX));
    g_string_append(printer->out, " [");
    report_append_clean(printer->out, store_text(query, CHECK));
    g_string_append(printer->out, "]\n");
    print_source(printer, file, line, col);
}

/* That there is a change that mends it, or may. */
static void print_offer(struct printer *printer, sqlite3_stmt *query)
{
    if (sqlite3_column_type(query, OFFER) == SQLITE_NULL)
        return;
    print_place(printer, store_text(query, FILE_NAME), sqlite3_column_int(query, LINE), 0, "note");
    g_string_append_printf(printer->out, "%s\n", store_text(query, OFFER));
}

static bool print_findings(struct printer *printer, const struct report_options *options, GError **error)
{
    enum store_step step;
    g_autoptr(sqlite3_stmt) query = report_prepare(printer->store, sql_text_findings, options, error);
    g_autoptr(sqlite3_stmt) trace = query ? store_prepare(printer->store, sql_text_trace, error) : NULL;
    if (!trace)
        return false;
    while ((step = store_step(printer->store, query, error)) == STORE_ROW) {
        print_finding(printer, query);
        if (!print_trace(printer, trace, store_text(query, TRACE), error))
            return false;
        print_offer(printer, query);
    }
    return step == STORE_DONE;
}

char *report_root(struct store *store, int64_t run, GError **error)
{
    g_autoptr(sqlite3_stmt) query = store_prepare(store, sql_text_root, error);
    if (!query)
        return NULL;
    sqlite3_bind_int64(query, 1, run);
    if (store_step(store, query, error) != STORE_ROW)
        return NULL;
    return g_strdup(store_text(query, 0));
}

bool report_text(struct store *store, const struct report_options *options, GString *out, GError **error)
{
    struct printer printer = {
        .store = store,
        .palette = report_palette(options->colors),
        .out = out,
        .root = report_root(store, options->run, error),
    };
    bool done = printer.root && print_findings(&printer, options, error);
    g_free(printer.root);
    g_free(printer.file);
    g_strfreev(printer.lines);
    return done;
}
