/* What SQL of ours may call. */
#include "store/internal.h"

#include <xxhash.h>

static void uri(sqlite3_context *context, int n, sqlite3_value **values)
{
    (void)n;
    const char *path = (const char *)sqlite3_value_text(values[0]);
    char *escaped = path ? g_uri_escape_string(path, "/", FALSE) : NULL;
    sqlite3_result_text(context, escaped, -1, g_free);
}

/* What uri made of a path, back. */
static void path(sqlite3_context *context, int n, sqlite3_value **values)
{
    (void)n;
    const char *escaped = (const char *)sqlite3_value_text(values[0]);
    g_autofree char *plain = escaped ? g_uri_unescape_string(escaped, NULL) : NULL;
    bool valid = plain && g_utf8_validate(plain, -1, NULL);
    sqlite3_result_text(context, valid ? plain : "", -1, SQLITE_TRANSIENT);
}

/* XML 1.0, 2.2: what is no Char cannot be in a document, not even escaped. */
static bool is_xml(gunichar c)
{
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xfffe) || c >= 0x10000;
}

static void xml(sqlite3_context *context, int n, sqlite3_value **values)
{
    (void)n;
    const char *text = (const char *)sqlite3_value_text(values[0]);
    g_autofree char *valid = g_utf8_make_valid(text ? text : "", -1);
    g_autoptr(GString) clean = g_string_new(NULL);
    for (const char *c = valid; *c; c = g_utf8_next_char(c))
        g_string_append_unichar(clean, is_xml(g_utf8_get_char(c)) ? g_utf8_get_char(c) : '?');
    sqlite3_result_text(context, g_markup_escape_text(clean->str, -1), -1, g_free);
}

/* 16 hexadecimal digits, with a separator so that moving a character between two values changes them */
static void fingerprint(sqlite3_context *context, int n, sqlite3_value **values)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < n; i++) {
        const char *value = (const char *)sqlite3_value_text(values[i]);
        g_string_append(text, value ? value : "");
        g_string_append_c(text, '\n');
    }
    char *digits = g_strdup_printf("%016" G_GINT64_MODIFIER "x", (guint64)XXH3_64bits(text->str, text->len));
    sqlite3_result_text(context, digits, -1, g_free);
}

void functions_add(sqlite3 *db)
{
    static const struct {
        const char *name;
        int n_values;
        void (*call)(sqlite3_context *context, int n, sqlite3_value **values);
    } functions[] = {{"uri", 1, uri}, {"path", 1, path}, {"xml", 1, xml}, {"fingerprint", -1, fingerprint}};
    for (unsigned i = 0; i < G_N_ELEMENTS(functions); i++)
        sqlite3_create_function(db, functions[i].name, functions[i].n_values,
            SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL, functions[i].call, NULL, NULL);
}
