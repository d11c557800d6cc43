#include "model/yaml.h"

#include "base/error.h"

#include <stdio.h>
#include <string.h>

/* libcyaml logs the complaint and then, innermost first, where it was. */
struct complaint {
    GString *message; /* its first line */
    char *key; /* the innermost mapping field */
    struct yaml_place at;
};

static void log_complaint(cyaml_log_t level, void *context, const char *format, va_list arguments)
{
    struct complaint *complaint = context;
    (void)level;
    g_autofree char *line = g_strstrip(g_strdup_vprintf(format, arguments));
    const char *text = g_str_has_prefix(line, "Load: ") ? line + strlen("Load: ") : line;
    char key[64];
    const char *at = strstr(text, "(line: ");
    if (at && !complaint->at.line)
        sscanf(at, "(line: %u, column: %u", &complaint->at.line, &complaint->at.column);
    if (!complaint->key && sscanf(text, "in mapping field '%63[^']'", key) == 1)
        complaint->key = g_strdup(key);
    if (!complaint->message->len && !g_str_equal(text, "Backtrace:") && !g_str_has_prefix(text, "in "))
        g_string_assign(complaint->message, text);
}

static const struct {
    const char *theirs, *ours;
} types[] = {
    {"STRING", "a text"},
    {"INT", "a number"},
    {"ENUM", "a word"},
    {"FLAGS", "a list of words"},
    {"SEQUENCE", "a list"},
    {"MAPPING", "a mapping"},
};

static void say_word(
    GString *out, const struct yaml_vocabulary *vocabularies, const char *key, const char *word)
{
    const char *separator = "use one of ";
    g_string_append_printf(out, "key '%s': there is no '%s': ", key, word);
    for (; vocabularies->key; vocabularies++)
        for (unsigned w = 0; g_str_equal(vocabularies->key, key) && w < vocabularies->n; w++) {
            g_string_append_printf(out, "%s%s", separator, vocabularies->words[w].str);
            separator = ", ";
        }
}

static void say_type(GString *out, const char *key, const char *type)
{
    for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
        if (g_str_has_prefix(type, types[i].theirs))
            type = types[i].ours;
    g_string_append_printf(
        out, "%s%s%s must be %s", key ? "key '" : "", key ? key : "it", key ? "'" : "", type);
}

/* What follows `prefix` in the complaint, or NULL. */
static const char *after(const struct complaint *complaint, const char *prefix)
{
    const char *text = complaint->message->str;
    return g_str_has_prefix(text, prefix) ? text + strlen(prefix) : NULL;
}

/* Where `key` is from that line on: libcyaml knows only where the key before it was. */
static struct yaml_place key_place(const char *text, gsize length, struct yaml_place before, const char *key)
{
    g_autofree char *copy = g_strndup(text, length);
    g_auto(GStrv) lines = g_strsplit(copy, "\n", -1);
    g_autofree char *pattern = g_strdup_printf("%s:", key);
    for (unsigned i = MAX(before.line, 1); i <= g_strv_length(lines); i++) {
        const char *found = strstr(lines[i - 1], pattern);
        if (found)
            return (struct yaml_place){i, (unsigned)(found - lines[i - 1]) + 1};
    }
    return before;
}

/* Complaints that only need other words around what they quote, or instead of it. */
static const struct {
    const char *theirs;
    bool with_key; /* say which key it is about */
    const char *before, *behind;
} wordings[] = {
    {"Unexpected key: ", false, "there is no key '", "' here"},
    {"Missing required mapping field: ", false, "key '", "' is missing"},
    {"Mapping field already seen: ", false, "key '", "' is given twice"},
    {"Invalid INT value: '", true, "no number: '", ""},
    {"Insufficient entries", true, "it is empty", NULL},
    {"STRING length < 1", true, "it is empty", NULL},
    {"libyaml: ", false, "", ""},
    {"", true, "", ""},
};

static void say_otherwise(GString *out, const struct complaint *complaint)
{
    unsigned i = 0;
    while (!after(complaint, wordings[i].theirs))
        i++;
    if (wordings[i].with_key && complaint->key)
        g_string_append_printf(out, "key '%s': ", complaint->key);
    g_string_append(out, wordings[i].before);
    if (wordings[i].behind)
        g_string_append_printf(out, "%s%s", after(complaint, wordings[i].theirs), wordings[i].behind);
}

static void say_complaint(struct complaint *complaint, const struct yaml_language *language, const char *file,
    const char *text, gsize length, GError **error)
{
    g_autoptr(GString) out = g_string_new(NULL);
    const char *key = complaint->key ? complaint->key : "", *what;
    if ((what = after(complaint, "Unexpected key: ")))
        complaint->at = key_place(text, length, complaint->at, what);
    if ((what = after(complaint, "Invalid ENUM value: ")) || (what = after(complaint, "Unknown flag: ")))
        say_word(out, language->vocabularies, key, what);
    else if ((what = after(complaint, "Expecting ")))
        say_type(out, complaint->key, what);
    else
        say_otherwise(out, complaint);
    g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "%s:%u:%u: %s", file, MAX(complaint->at.line, 1),
        MAX(complaint->at.column, 1), out->str);
}

/* ---- places ---- */

static bool is_word(char c)
{
    return g_ascii_isalnum(c) || c == '_';
}

unsigned yaml_column(const char *line, const char *word, char next)
{
    const char *end = strchr(line, '#');
    gsize length = strlen(word);
    for (const char *at = line; (at = strstr(at, word)) && (!end || at < end); at++)
        if ((at == line || !is_word(at[-1])) && !is_word(at[length]) && (!next || at[length] == next))
            return (unsigned)(at - line) + 1;
    return 0;
}

struct yaml_place yaml_find(const char *yaml, const char *key, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(yaml, "\n", -1);
    unsigned line = 0, column;
    while (lines[line] && !yaml_column(lines[line], key, ':'))
        line++;
    if (!lines[line])
        return (struct yaml_place){1, 1};
    for (unsigned i = line; text && lines[i]; i++)
        if ((column = yaml_column(lines[i], text, '\0')))
            return (struct yaml_place){i + 1, column};
    return (struct yaml_place){line + 1, yaml_column(lines[line], key, ':')};
}

/* ---- reading ---- */

static const cyaml_config_t quiet = {.log_fn = NULL, .mem_fn = cyaml_mem};

bool yaml_language_read(const struct yaml_language *language, const char *file, const char *text,
    gsize length, void **read, GError **error)
{
    struct complaint complaint = {.message = g_string_new(NULL)};
    const cyaml_config_t config = {
        .log_fn = log_complaint,
        .log_ctx = &complaint,
        .log_level = CYAML_LOG_ERROR,
        .mem_fn = cyaml_mem,
        .flags = CYAML_CFG_NO_ALIAS,
    };
    *read = NULL;
    cyaml_err_t status =
        cyaml_load_data((const uint8_t *)text, length, &config, language->schema, read, NULL);
    if (status != CYAML_OK) {
        if (!complaint.message->len) /* an alias, or no memory */
            g_string_assign(complaint.message, cyaml_strerror(status));
        say_complaint(&complaint, language, file, text, length, error);
        *read = NULL;
    }
    g_string_free(complaint.message, TRUE);
    g_free(complaint.key);
    return status == CYAML_OK;
}

void yaml_language_free(const struct yaml_language *language, void *read)
{
    cyaml_free(&quiet, language->schema, read, 0);
}
