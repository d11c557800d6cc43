#include "model/language.h"

#include "base/error.h"

#include <cyaml/cyaml.h>
#include <stdio.h>
#include <string.h>

/* ---- the schema ---- */

enum { MAX_ENTRIES = 4096 };

static const cyaml_strval_t roles[] = {
    {"spawn", MODEL_SPAWN},
    {"spawn-begin", MODEL_SPAWN_BEGIN},
    {"spawn-end", MODEL_SPAWN_END},
    {"create", MODEL_CREATE},
    {"alias", MODEL_ALIAS},
    {"send", MODEL_SEND},
    {"receive", MODEL_RECEIVE},
    {"select", MODEL_SELECT},
    {"select-begin", MODEL_SELECT_BEGIN},
    {"select-send", MODEL_SELECT_SEND},
    {"select-receive", MODEL_SELECT_RECEIVE},
    {"select-timeout", MODEL_SELECT_TIMEOUT},
    {"select-default", MODEL_SELECT_DEFAULT},
    {"select-wait", MODEL_SELECT_WAIT},
    {"limit", MODEL_LIMIT},
    {"close", MODEL_CLOSE},
    {"cancel", MODEL_CANCEL},
    {"interrupt", MODEL_INTERRUPT},
    {"join", MODEL_JOIN},
    {"wait", MODEL_WAIT},
    {"signal", MODEL_SIGNAL},
    {"acquire", MODEL_ACQUIRE},
    {"release", MODEL_RELEASE},
    {"lock", MODEL_LOCK},
    {"unlock", MODEL_UNLOCK},
    {"allocate", MODEL_ALLOCATE},
    {"free", MODEL_FREE},
    {"self", MODEL_SELF},
    {"exit", MODEL_EXIT},
    {"exit-process", MODEL_EXIT_PROCESS},
};

static const cyaml_strval_t modes[] = {
    {"forever", MODEL_FOREVER},
    {"timeout", MODEL_TIMEOUT},
    {"nonblocking", MODEL_NONBLOCKING},
};

static const cyaml_strval_t failures[] = {
    {"never", MODEL_FAILS_NEVER},
    {"negative", MODEL_FAILS_NEGATIVE},
    {"nonzero", MODEL_FAILS_NONZERO},
    {"zero", MODEL_FAILS_ZERO},
};

static const cyaml_strval_t truths[] = {{"true", true}, {"false", false}};

static const cyaml_strval_t wakes[] = {
    {"receivers", MODEL_WAKES_RECEIVERS},
    {"senders", MODEL_WAKES_SENDERS},
    {"unbuffered-senders", MODEL_WAKES_UNBUFFERED_SENDERS},
    {"own-senders", MODEL_WAKES_OWN_SENDERS},
    {"one", MODEL_WAKES_ONE},
};

const char *const model_place_names[N_PLACES] = {
    [PLACE_CHANNEL] = "channel",
    [PLACE_VALUE] = "value",
    [PLACE_BODY] = "body",
    [PLACE_ARGUMENT] = "argument",
    [PLACE_ARGUMENTS] = "arguments",
    [PLACE_HANDLE] = "handle",
    [PLACE_GROUP] = "group",
    [PLACE_CONDITION] = "condition",
    [PLACE_LOCK] = "lock",
    [PLACE_INDEX] = "index",
    [PLACE_CAPACITY_ARGUMENT] = "capacity_argument",
};

enum { OPTIONAL = CYAML_FLAG_OPTIONAL | CYAML_FLAG_POINTER, REQUIRED = CYAML_FLAG_POINTER };

#define STRING(key, flags, type, member) CYAML_FIELD_STRING_PTR(key, flags, type, member, 1, CYAML_UNLIMITED)
#define PLACE(key, place) STRING(key, OPTIONAL, struct yaml_function, places[place])
#define LIST(key, flags, type, member, count, entry, min)                                                    \
    CYAML_FIELD_SEQUENCE_COUNT(key, flags, type, member, count, &(entry), min, MAX_ENTRIES)
#define TRUTH(key, member)                                                                                   \
    CYAML_FIELD_ENUM_PTR(key, OPTIONAL | CYAML_FLAG_STRICT, struct yaml_function, member, truths,            \
        (uint32_t)G_N_ELEMENTS(truths))
#define VALUES(key, type, member) LIST(key, OPTIONAL, type, member.values, member.n, int_schema, 1)

static const cyaml_schema_value_t string_schema = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 1, CYAML_UNLIMITED),
};
static const cyaml_schema_value_t int_schema = {CYAML_VALUE_INT(CYAML_FLAG_DEFAULT, int64_t)};

static const cyaml_schema_field_t timeout_fields[] = {
    STRING("argument", REQUIRED, struct yaml_timeout, argument),
    VALUES("forever", struct yaml_timeout, forever),
    VALUES("timeout", struct yaml_timeout, timeout),
    VALUES("nonblocking", struct yaml_timeout, nonblocking),
    CYAML_FIELD_INT_PTR("nonblocking_bits", OPTIONAL, struct yaml_timeout, bits),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t when_fields[] = {
    STRING("argument", REQUIRED, struct yaml_when, argument),
    LIST("is", REQUIRED, struct yaml_when, is.values, is.n, int_schema, 1),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t clauses_fields[] = {
    STRING("array", OPTIONAL, struct yaml_clauses, array),
    STRING("count", OPTIONAL, struct yaml_clauses, count),
    STRING("receives", OPTIONAL, struct yaml_clauses, receives),
    STRING("sends", OPTIONAL, struct yaml_clauses, sends),
    STRING("record", OPTIONAL, struct yaml_clauses, record),
    STRING("channel", OPTIONAL, struct yaml_clauses, channel),
    STRING("operation", OPTIONAL, struct yaml_clauses, operation),
    CYAML_FIELD_INT_PTR("send", OPTIONAL, struct yaml_clauses, send),
    CYAML_FIELD_INT_PTR("receive", OPTIONAL, struct yaml_clauses, receive),
    VALUES("end", struct yaml_clauses, end),
    VALUES("nonblocking", struct yaml_clauses, nonblocking),
    VALUES("ignored", struct yaml_clauses, ignored),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t function_fields[] = {
    STRING("name", OPTIONAL, struct yaml_function, name),
    LIST("names", OPTIONAL, struct yaml_function, names, n_names, string_schema, 1),
    STRING("record", OPTIONAL, struct yaml_function, record),
    LIST("fields", OPTIONAL, struct yaml_function, fields, n_fields, string_schema, 0),
    CYAML_FIELD_MAPPING_PTR("when", OPTIONAL, struct yaml_function, when, when_fields),
    CYAML_FIELD_ENUM(
        "does", CYAML_FLAG_STRICT, struct yaml_function, does, roles, (uint32_t)G_N_ELEMENTS(roles)),
    PLACE("channel", PLACE_CHANNEL),
    PLACE("value", PLACE_VALUE),
    PLACE("body", PLACE_BODY),
    PLACE("argument", PLACE_ARGUMENT),
    PLACE("arguments", PLACE_ARGUMENTS),
    PLACE("handle", PLACE_HANDLE),
    PLACE("group", PLACE_GROUP),
    PLACE("condition", PLACE_CONDITION),
    PLACE("lock", PLACE_LOCK),
    PLACE("index", PLACE_INDEX),
    PLACE("capacity_argument", PLACE_CAPACITY_ARGUMENT),
    CYAML_FIELD_INT_PTR("capacity", OPTIONAL, struct yaml_function, capacity),
    CYAML_FIELD_INT_PTR("fires", OPTIONAL, struct yaml_function, fires),
    CYAML_FIELD_INT_PTR("parameter", OPTIONAL, struct yaml_function, parameter),
    CYAML_FIELD_ENUM_PTR("mode", OPTIONAL | CYAML_FLAG_STRICT, struct yaml_function, mode, modes,
        (uint32_t)G_N_ELEMENTS(modes)),
    CYAML_FIELD_MAPPING_PTR("timeout", OPTIONAL, struct yaml_function, timeout, timeout_fields),
    CYAML_FIELD_ENUM_PTR("fails", OPTIONAL | CYAML_FLAG_STRICT, struct yaml_function, fails, failures,
        (uint32_t)G_N_ELEMENTS(failures)),
    TRUTH("shared", shared),
    TRUTH("unbounded", unbounded),
    TRUTH("interruptible", interruptible),
    TRUTH("packed", packed),
    TRUTH("repeats", repeats),
    TRUTH("public", public),
    CYAML_FIELD_FLAGS_PTR("wakes", OPTIONAL | CYAML_FLAG_STRICT, struct yaml_function, wakes, wakes,
        (uint32_t)G_N_ELEMENTS(wakes)),
    CYAML_FIELD_MAPPING_PTR("clauses", OPTIONAL, struct yaml_function, clauses, clauses_fields),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t function_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_function, function_fields),
};

static const cyaml_schema_field_t fixes_fields[] = {
    STRING("send", OPTIONAL, struct yaml_fixes, send),
    STRING("receive", OPTIONAL, struct yaml_fixes, receive),
    STRING("wait", OPTIONAL, struct yaml_fixes, wait),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t model_fields[] = {
    STRING("library", REQUIRED, struct yaml_model, library),
    STRING("task", OPTIONAL, struct yaml_model, task),
    STRING("within", OPTIONAL, struct yaml_model, within),
    LIST("headers", OPTIONAL, struct yaml_model, headers, n_headers, string_schema, 1),
    LIST("macros", OPTIONAL, struct yaml_model, macros, n_macros, string_schema, 1),
    LIST("spawn_macros", OPTIONAL, struct yaml_model, spawn_macros, n_spawn_macros, string_schema, 1),
    CYAML_FIELD_ENUM("terminates", CYAML_FLAG_OPTIONAL | CYAML_FLAG_STRICT, struct yaml_model, terminates,
        truths, (uint32_t)G_N_ELEMENTS(truths)),
    CYAML_FIELD_ENUM("one_ended", CYAML_FLAG_OPTIONAL | CYAML_FLAG_STRICT, struct yaml_model, one_ended,
        truths, (uint32_t)G_N_ELEMENTS(truths)),
    CYAML_FIELD_MAPPING_PTR("fixes", OPTIONAL, struct yaml_model, fixes, fixes_fields),
    LIST("functions", REQUIRED, struct yaml_model, functions, n_functions, function_schema, 1),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t model_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct yaml_model, model_fields),
};

/* ---- what libcyaml complains about, in the user's words ---- */

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
    const char *key;
    const cyaml_strval_t *words;
    size_t n;
} vocabularies[] = {
    {"does", roles, G_N_ELEMENTS(roles)},
    {"mode", modes, G_N_ELEMENTS(modes)},
    {"fails", failures, G_N_ELEMENTS(failures)},
    {"wakes", wakes, G_N_ELEMENTS(wakes)},
    {"shared", truths, G_N_ELEMENTS(truths)},
    {"unbounded", truths, G_N_ELEMENTS(truths)},
    {"interruptible", truths, G_N_ELEMENTS(truths)},
    {"packed", truths, G_N_ELEMENTS(truths)},
    {"repeats", truths, G_N_ELEMENTS(truths)},
    {"public", truths, G_N_ELEMENTS(truths)},
    {"terminates", truths, G_N_ELEMENTS(truths)},
    {"one_ended", truths, G_N_ELEMENTS(truths)},
};

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

static void say_word(GString *out, const char *key, const char *word)
{
    const char *separator = "use one of ";
    g_string_append_printf(out, "key '%s': there is no '%s': ", key, word);
    for (size_t i = 0; i < G_N_ELEMENTS(vocabularies); i++)
        for (size_t w = 0; g_str_equal(vocabularies[i].key, key) && w < vocabularies[i].n; w++) {
            g_string_append_printf(out, "%s%s", separator, vocabularies[i].words[w].str);
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

static void say_complaint(
    struct complaint *complaint, const char *file, const char *text, gsize length, GError **error)
{
    g_autoptr(GString) out = g_string_new(NULL);
    const char *key = complaint->key ? complaint->key : "", *what;
    if ((what = after(complaint, "Unexpected key: ")))
        complaint->at = key_place(text, length, complaint->at, what);
    if ((what = after(complaint, "Invalid ENUM value: ")) || (what = after(complaint, "Unknown flag: ")))
        say_word(out, key, what);
    else if ((what = after(complaint, "Expecting ")))
        say_type(out, complaint->key, what);
    else
        say_otherwise(out, complaint);
    g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "%s:%u:%u: %s", file, MAX(complaint->at.line, 1),
        MAX(complaint->at.column, 1), out->str);
}

/* ---- reading ---- */

static const cyaml_config_t quiet = {.log_fn = NULL, .mem_fn = cyaml_mem};

struct yaml_model *model_language_read(const char *file, const char *text, gsize length, GError **error)
{
    struct complaint complaint = {.message = g_string_new(NULL)};
    const cyaml_config_t config = {
        .log_fn = log_complaint,
        .log_ctx = &complaint,
        .log_level = CYAML_LOG_ERROR,
        .mem_fn = cyaml_mem,
        .flags = CYAML_CFG_NO_ALIAS,
    };
    cyaml_data_t *yaml = NULL;
    cyaml_err_t status = cyaml_load_data((const uint8_t *)text, length, &config, &model_schema, &yaml, NULL);
    if (status == CYAML_OK && !yaml)
        g_set_error(
            error, CHANLINT_ERROR, ERROR_INPUT, "%s is empty: write `library:` and `functions:`", file);
    else if (status != CYAML_OK) {
        if (!complaint.message->len) /* an alias, or no memory */
            g_string_assign(complaint.message, cyaml_strerror(status));
        say_complaint(&complaint, file, text, length, error);
        yaml = NULL;
    }
    g_string_free(complaint.message, TRUE);
    g_free(complaint.key);
    return yaml;
}

void model_language_free(struct yaml_model *yaml)
{
    cyaml_free(&quiet, &model_schema, yaml, 0);
}

const char *model_role_name(enum model_role role)
{
    for (size_t i = 0; i < G_N_ELEMENTS(roles); i++)
        if (roles[i].val == (int64_t)role)
            return roles[i].str;
    return "";
}
