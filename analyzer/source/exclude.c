#include "base/error.h"
#include "source/private.h"

#include <string.h>

/* `[a-z]`, `[!a-z]` -> a class of the regular expression; any other `[` is itself. Returns what is behind. */
static const char *translate_class(const char *at, GString *pattern)
{
    const char *first = at + 1 + (at[1] == '!');
    const char *end = *first ? strchr(first + 1, ']') : NULL; /* a `]` that comes first is one of the class */
    if (!end) {
        g_string_append(pattern, "\\[");
        return at + 1;
    }
    g_string_append(pattern, at[1] == '!' ? "[^/" : "[");
    for (const char *c = first; c < end; c++) {
        if (strchr("[]\\^&~", *c))
            g_string_append_c(pattern, '\\');
        g_string_append_c(pattern, *c);
    }
    g_string_append_c(pattern, ']');
    return end + 1;
}

static const char *translate(const char *at, GString *pattern)
{
    static const struct {
        const char *glob, *pattern;
    } rows[] = {{"**/", "(?:.*/)?"}, {"**", ".*"}, {"*", "[^/]*"}, {"?", "[^/]"}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        if (g_str_has_prefix(at, rows[i].glob)) {
            g_string_append(pattern, rows[i].pattern);
            return at + strlen(rows[i].glob);
        }
    if (*at == '[')
        return translate_class(at, pattern);
    g_autofree char *escaped = g_regex_escape_string(at, 1);
    g_string_append(pattern, escaped);
    return at + 1;
}

/* A glob with a slash before its end starts at the root, any other in any folder. */
static GRegex *compile(const char *glob, GError **error)
{
    g_autofree char *trimmed = g_strdup(g_str_has_prefix(glob, "./") ? glob + 2 : glob + (*glob == '/'));
    size_t length = strlen(trimmed);
    while (length && trimmed[length - 1] == '/')
        trimmed[--length] = '\0';
    bool anywhere = *glob != '/' && !g_str_has_prefix(glob, "./") && !strchr(trimmed, '/');
    g_autoptr(GString) pattern = g_string_new(anywhere ? "^(?:.*/)?" : "^");
    for (const char *at = trimmed; *at;)
        at = translate(at, pattern);
    g_string_append(pattern, "(?:/.*)?$");
    const GRegexCompileFlags flags = G_REGEX_RAW | G_REGEX_DOTALL | G_REGEX_OPTIMIZE;
    return g_regex_new(pattern->str, flags, 0, error);
}

GPtrArray *exclude_compile(const char *const *globs, GError **error)
{
    g_autoptr(GPtrArray) excludes = g_ptr_array_new_with_free_func((GDestroyNotify)g_regex_unref);
    for (; globs && *globs; globs++) {
        g_autoptr(GError) reason = NULL;
        GRegex *regex = **globs ? compile(*globs, &reason) : NULL;
        if (!regex) {
            g_set_error(error, CHANLINT_ERROR, ERROR_USAGE, "cannot exclude '%s': %s", *globs,
                reason ? reason->message : "the pattern is empty");
            return NULL;
        }
        g_ptr_array_add(excludes, regex);
    }
    return g_steal_pointer(&excludes);
}

bool exclude_matches(const GPtrArray *excludes, const char *path)
{
    for (guint i = 0; i < excludes->len; i++)
        if (g_regex_match(excludes->pdata[i], path, 0, NULL))
            return true;
    return false;
}
