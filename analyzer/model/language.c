#include "model/language.h"

#include "base/error.h"
#include "model/project.h"
#include "model/yaml.h"

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

static const cyaml_strval_t levels[] = {
    {"error", 0},
    {"warning", 1},
    {"note", 2},
    {"never", 3},
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
    STRING("value", OPTIONAL, struct yaml_clauses, value),
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
    STRING("waker", OPTIONAL, struct yaml_function, waker),
    STRING("covered", OPTIONAL, struct yaml_function, covered),
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
    STRING("context", OPTIONAL, struct yaml_model, context),
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

static const cyaml_schema_value_t library_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_model, model_fields),
};

static const cyaml_schema_field_t project_fields[] = {
    LIST("models", OPTIONAL, struct yaml_project, models, n_models, string_schema, 1),
    LIST("libraries", OPTIONAL, struct yaml_project, libraries, n_libraries, library_schema, 1),
    LIST("exclude", OPTIONAL, struct yaml_project, exclude, n_exclude, string_schema, 1),
    CYAML_FIELD_ENUM_PTR("fail_on", OPTIONAL | CYAML_FLAG_STRICT, struct yaml_project, fail_on, levels,
        (uint32_t)G_N_ELEMENTS(levels)),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t project_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct yaml_project, project_fields),
};

static const struct yaml_vocabulary vocabularies[] = {
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
    {"fail_on", levels, G_N_ELEMENTS(levels)},
    {NULL, NULL, 0},
};

static const struct yaml_language models = {&model_schema, vocabularies};
static const struct yaml_language projects = {&project_schema, vocabularies};

/* ---- reading ---- */

struct yaml_model *model_language_read(const char *file, const char *text, gsize length, GError **error)
{
    void *yaml;
    if (yaml_language_read(&models, file, text, length, &yaml, error) && !yaml)
        g_set_error(
            error, CHANLINT_ERROR, ERROR_INPUT, "%s is empty: write `library:` and `functions:`", file);
    return yaml;
}

void model_language_free(struct yaml_model *yaml)
{
    yaml_language_free(&models, yaml);
}

bool project_language_read(
    const char *file, const char *text, gsize length, struct yaml_project **yaml, GError **error)
{
    void *read;
    bool done = yaml_language_read(&projects, file, text, length, &read, error);
    *yaml = read;
    return done;
}

void project_language_free(struct yaml_project *yaml)
{
    yaml_language_free(&projects, yaml);
}

const char *project_level_name(unsigned level)
{
    return levels[level].str;
}

bool project_is_level(const char *word)
{
    for (size_t i = 0; i < G_N_ELEMENTS(levels); i++)
        if (g_str_equal(levels[i].str, word))
            return true;
    return false;
}

const char *model_role_name(enum model_role role)
{
    for (size_t i = 0; i < G_N_ELEMENTS(roles); i++)
        if (roles[i].val == (int64_t)role)
            return roles[i].str;
    return "";
}

bool model_is_role(const char *word)
{
    for (size_t i = 0; i < G_N_ELEMENTS(roles); i++)
        if (g_str_equal(roles[i].str, word))
            return true;
    return false;
}
