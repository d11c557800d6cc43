#include "model/language.h"

#include "base/error.h"

#include <stddef.h>
#include <string.h>

/* ---- where in the file: libcyaml keeps no lines, so a function's is looked up by its name ---- */

/* Where the function `name` is, or its `key`, in the model that begins in that line, counted from 0; the
 * start of the file when it is not found. */
static struct yaml_place find_place(const char *text, unsigned line, const char *name, const char *key)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    unsigned column;
    while (lines[line] && !yaml_column(lines[line], "functions", ':'))
        line++;
    while (lines[line] && !yaml_column(lines[line], name, '\0'))
        line++;
    if (!lines[line])
        return (struct yaml_place){1, 1};
    for (unsigned i = line; key && lines[i]; i++) {
        if ((column = yaml_column(lines[i], key, ':')))
            return (struct yaml_place){i + 1, column};
        if (lines[i + 1] && strchr(lines[i + 1], '-') && yaml_column(lines[i + 1], "name", ':'))
            break;
    }
    return (struct yaml_place){line + 1, yaml_column(lines[line], name, '\0')};
}

enum { MOST_ARGUMENTS = 255 };

struct compiler {
    struct arena *arena;
    const struct model *model;
    const char *text;
    unsigned line; /* in which the model begins there, counted from 0 */
    const char *name; /* the function at hand */
    GError **error;
};

static bool refuse(const struct compiler *compiler, const char *key, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

static bool refuse(const struct compiler *compiler, const char *key, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *what = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    const struct yaml_place at = find_place(compiler->text, compiler->line, compiler->name, key);
    g_set_error(compiler->error, CHANLINT_ERROR, ERROR_INPUT, "%s:%u:%u: `%s`: key '%s'%s",
        compiler->model->file, at.line, at.column, compiler->name, key, what);
    return false;
}

/* ---- which keys go with which role ---- */

enum {
    KEY_CAPACITY = 1 << N_PLACES,
    KEY_FIRES = KEY_CAPACITY << 1,
    KEY_MODE = KEY_CAPACITY << 2,
    KEY_TIMEOUT = KEY_CAPACITY << 3,
    KEY_FAILS = KEY_CAPACITY << 4,
    KEY_SHARED = KEY_CAPACITY << 5,
    KEY_WAKES = KEY_CAPACITY << 6,
    KEY_CLAUSES = KEY_CAPACITY << 7,
    KEY_UNBOUNDED = KEY_CAPACITY << 8,
    KEY_PARAMETER = KEY_CAPACITY << 9,
    KEY_PACKED = KEY_CAPACITY << 10,
    KEY_PUBLIC = KEY_CAPACITY << 11,
    KEY_REPEATS = KEY_CAPACITY << 12,
    KEY_INTERRUPTIBLE = KEY_CAPACITY << 13,
    KEY_WAKER = KEY_CAPACITY << 14,
    KEY_COVERED = KEY_CAPACITY << 15,
    KEY_ENDS = KEY_MODE | KEY_TIMEOUT | KEY_FAILS | KEY_INTERRUPTIBLE, /* of what may block */
};

#define P(place) (1u << PLACE_##place)

static const struct {
    unsigned needs, takes;
} grammar[] = {
    [MODEL_SPAWN] = {P(BODY), P(ARGUMENT) | P(ARGUMENTS) | P(HANDLE) | P(GROUP) | P(VALUE) | KEY_PARAMETER |
                                  KEY_PACKED | KEY_REPEATS},
    [MODEL_SPAWN_BEGIN] = {0, P(HANDLE) | P(GROUP)},
    [MODEL_SPAWN_END] = {0, 0},
    [MODEL_CREATE] = {P(CHANNEL), P(CAPACITY_ARGUMENT) | KEY_CAPACITY | KEY_MODE | KEY_TIMEOUT | KEY_PUBLIC},
    [MODEL_ALIAS] = {P(VALUE), 0},
    [MODEL_SEND] = {P(CHANNEL), P(VALUE) | KEY_ENDS | KEY_UNBOUNDED | KEY_COVERED},
    [MODEL_RECEIVE] = {P(CHANNEL), P(VALUE) | KEY_ENDS},
    [MODEL_SELECT] = {KEY_CLAUSES, KEY_ENDS},
    [MODEL_SELECT_BEGIN] = {0, 0},
    [MODEL_SELECT_SEND] = {P(CHANNEL) | P(INDEX), P(VALUE)},
    [MODEL_SELECT_RECEIVE] = {P(CHANNEL) | P(INDEX), P(VALUE)},
    [MODEL_SELECT_TIMEOUT] = {KEY_FIRES, KEY_TIMEOUT},
    [MODEL_SELECT_DEFAULT] = {KEY_FIRES, 0},
    [MODEL_SELECT_WAIT] = {0, 0},
    [MODEL_LIMIT] = {P(CHANNEL), KEY_MODE | KEY_TIMEOUT | KEY_WAKES},
    [MODEL_CLOSE] = {KEY_WAKES, P(CHANNEL)},
    [MODEL_CANCEL] = {P(HANDLE), 0},
    [MODEL_INTERRUPT] = {P(HANDLE), 0},
    [MODEL_JOIN] = {P(HANDLE), KEY_ENDS},
    [MODEL_WAIT] = {0, P(CONDITION) | P(LOCK) | KEY_ENDS | KEY_WAKER | KEY_COVERED},
    [MODEL_SIGNAL] = {P(CONDITION), KEY_WAKES},
    [MODEL_ACQUIRE] = {P(CHANNEL), KEY_ENDS | KEY_WAKER},
    [MODEL_RELEASE] = {P(CHANNEL), 0},
    [MODEL_LOCK] = {P(LOCK), KEY_ENDS | KEY_SHARED},
    [MODEL_UNLOCK] = {P(LOCK), 0},
    [MODEL_ALLOCATE] = {0, 0},
    [MODEL_FREE] = {P(VALUE), 0},
    [MODEL_SELF] = {0, 0},
    [MODEL_EXIT] = {0, 0},
    [MODEL_EXIT_PROCESS] = {0, 0},
};

static unsigned keys_of(const struct yaml_function *yaml)
{
    unsigned keys = 0;
    for (unsigned i = 0; i < N_PLACES; i++)
        keys |= yaml->places[i] ? 1u << i : 0;
    keys |= yaml->capacity ? KEY_CAPACITY : 0;
    keys |= yaml->fires ? KEY_FIRES : 0;
    keys |= yaml->mode ? KEY_MODE : 0;
    keys |= yaml->timeout ? KEY_TIMEOUT : 0;
    keys |= yaml->fails ? KEY_FAILS : 0;
    keys |= yaml->shared ? KEY_SHARED : 0;
    keys |= yaml->interruptible ? KEY_INTERRUPTIBLE : 0;
    keys |= yaml->wakes ? KEY_WAKES : 0;
    keys |= yaml->unbounded ? KEY_UNBOUNDED : 0;
    keys |= yaml->clauses ? KEY_CLAUSES : 0;
    keys |= yaml->parameter ? KEY_PARAMETER : 0;
    keys |= yaml->packed ? KEY_PACKED : 0;
    keys |= yaml->repeats ? KEY_REPEATS : 0;
    keys |= yaml->waker ? KEY_WAKER : 0;
    keys |= yaml->covered ? KEY_COVERED : 0;
    return keys | (yaml->public ? KEY_PUBLIC : 0);
}

/* The name of the lowest key of the set. */
static const char *first_key(unsigned keys)
{
    static const char *const others[] = {"capacity", "fires", "mode", "timeout", "fails", "shared", "wakes",
        "clauses", "unbounded", "parameter", "packed", "public", "repeats", "interruptible", "waker",
        "covered"};
    unsigned bit = (unsigned)g_bit_nth_lsf(keys, -1);
    return bit < N_PLACES ? model_place_names[bit] : others[bit - N_PLACES];
}

static bool check_keys(const struct compiler *compiler, const struct yaml_function *yaml)
{
    const unsigned keys = keys_of(yaml), needs = grammar[yaml->does].needs;
    const unsigned surplus = keys & ~(needs | grammar[yaml->does].takes);
    const char *role = model_role_name(yaml->does);
    if (needs & ~keys)
        return refuse(compiler, first_key(needs & ~keys), " is missing: '%s' needs it", role);
    if (surplus)
        return refuse(compiler, first_key(surplus), " says nothing about '%s': remove it", role);
    if (yaml->mode && yaml->timeout)
        return refuse(compiler, "mode", " contradicts 'timeout': keep one of them");
    if (yaml->capacity && yaml->places[PLACE_CAPACITY_ARGUMENT])
        return refuse(compiler, "capacity", " contradicts 'capacity_argument': keep one of them");
    if (yaml->places[PLACE_ARGUMENT] && yaml->places[PLACE_ARGUMENTS])
        return refuse(compiler, "argument", " contradicts 'arguments': keep one of them");
    if (yaml->packed && !yaml->places[PLACE_ARGUMENTS])
        return refuse(compiler, "packed", " needs 'arguments'");
    if (yaml->capacity && *yaml->capacity < 0)
        return refuse(compiler, "capacity", " is negative");
    if (yaml->parameter && (*yaml->parameter < 0 || *yaml->parameter > MOST_ARGUMENTS))
        return refuse(compiler, "parameter", " is no number of a parameter");
    return true;
}

/* What may stand behind a `$` in `covered`: a word, or the number of an argument. */
static bool check_covered(const struct compiler *compiler, const char *yaml)
{
    static const char *const words[] = {
        "stop", "into", "size", "select", "leave", "clause.", "call", "token", NULL};
    for (const char *at = yaml ? strchr(yaml, '$') : NULL; at; at = strchr(at + 1, '$')) {
        bool known = g_ascii_isdigit(at[1]);
        for (const char *const *word = words; *word; word++)
            known |= g_str_has_prefix(at + 1, *word);
        if (!known)
            return refuse(compiler, "covered",
                ": a `$` stands there before nothing that is known: see rules/README.md");
    }
    return true;
}

/* ---- places ---- */

static const struct {
    const char *prefix;
    enum model_way way;
} ways[] = {
    {"at ", MODEL_POINTEE},
    {"each of ", MODEL_ELEMENTS},
    {"", MODEL_ITSELF},
};

/* An argument's number, counted from 0; or the result, where that is allowed. */
static bool read_argument(const char *yaml, bool result, int *argument)
{
    gint64 number = MODEL_RESULT;
    if (!(result && g_str_equal(yaml, "result")) &&
        !g_ascii_string_to_signed(yaml, 10, 0, MOST_ARGUMENTS, &number, NULL))
        return false;
    *argument = (int)number;
    return true;
}

/* `way` is NULL where the thing can only be the argument itself. */
static bool read_place(
    const struct compiler *compiler, const char *key, const char *yaml, int *argument, enum model_way *way)
{
    if (!yaml || (!way && read_argument(yaml, false, argument)))
        return true;
    for (unsigned i = 0; way && i < G_N_ELEMENTS(ways); i++)
        if (g_str_has_prefix(yaml, ways[i].prefix) &&
            read_argument(yaml + strlen(ways[i].prefix), true, argument)) {
            *way = ways[i].way;
            return true;
        }
    return refuse(compiler, key, ": '%s' is no argument: %s", yaml,
        way ? "write its number, counted from 0, or `result`, or one of them after `at` or `each of`"
            : "write its number, counted from 0");
}

static bool read_places(
    const struct compiler *compiler, const struct yaml_function *yaml, struct model_function *function)
{
    int arguments;
    const struct {
        int *argument;
        enum model_way *way;
    } targets[N_PLACES] = {
        [PLACE_CHANNEL] = {&function->channel, &function->channel_way},
        [PLACE_VALUE] = {&function->value, &function->value_way},
        [PLACE_BODY] = {&function->body, NULL},
        [PLACE_ARGUMENT] = {&function->argument, NULL},
        [PLACE_ARGUMENTS] = {&arguments, NULL},
        [PLACE_HANDLE] = {&function->handle, &function->handle_way},
        [PLACE_GROUP] = {&function->group, NULL},
        [PLACE_CONDITION] = {&function->condition, NULL},
        [PLACE_LOCK] = {&function->lock, NULL},
        [PLACE_INDEX] = {&function->index, NULL},
        [PLACE_CAPACITY_ARGUMENT] = {&function->capacity_argument, NULL},
    };
    for (unsigned i = 0; i < N_PLACES; i++) {
        *targets[i].argument = MODEL_NONE;
        if (!read_place(compiler, model_place_names[i], yaml->places[i], targets[i].argument, targets[i].way))
            return false;
    }
    function->spreads = arguments != MODEL_NONE;
    if (function->spreads)
        function->argument = arguments;
    return true;
}

static struct model_values copy_values(struct arena *arena, const struct yaml_values *yaml)
{
    return (struct model_values){arena_copy(arena, yaml->values, yaml->n * sizeof *yaml->values), yaml->n};
}

static bool read_timeout(
    const struct compiler *compiler, const struct yaml_timeout *yaml, struct model_function *function)
{
    function->timeout_argument = MODEL_NONE;
    if (!yaml)
        return true;
    function->forever = copy_values(compiler->arena, &yaml->forever);
    function->timeout = copy_values(compiler->arena, &yaml->timeout);
    function->nonblocking = copy_values(compiler->arena, &yaml->nonblocking);
    function->nonblocking_bits = yaml->bits ? *yaml->bits : 0;
    return read_place(compiler, "timeout", yaml->argument, &function->timeout_argument, NULL);
}

static bool read_when(
    const struct compiler *compiler, const struct yaml_when *yaml, struct model_function *function)
{
    function->when_argument = MODEL_NONE;
    if (!yaml)
        return true;
    function->when = copy_values(compiler->arena, &yaml->is);
    return read_place(compiler, "when", yaml->argument, &function->when_argument, NULL);
}

/* ---- select ---- */

static bool check_clauses(const struct compiler *compiler, const struct yaml_clauses *yaml)
{
    const bool fields = yaml->record && yaml->channel && yaml->operation && (yaml->send || yaml->receive);
    if (yaml->array ? yaml->receives || yaml->sends : !yaml->receives && !yaml->sends)
        return refuse(compiler, "clauses", ": write either `array` or `receives` and `sends`");
    if (yaml->array && !fields)
        return refuse(compiler, "clauses",
            ": `array` needs `record`, `channel`, `operation`, and what it is in a `send` or `receive`");
    if (yaml->array && !yaml->count && !yaml->end.n && !yaml->nonblocking.n)
        return refuse(compiler, "clauses", ": nothing says where the array ends: write `count` or `end`");
    return true;
}

static bool read_clauses(
    const struct compiler *compiler, const struct yaml_clauses *yaml, struct model_clauses *clauses)
{
    struct arena *arena = compiler->arena;
    clauses->array = clauses->count = clauses->receives = clauses->sends = MODEL_NONE;
    if (!yaml)
        return true;
    if (!check_clauses(compiler, yaml))
        return false;
    clauses->record = yaml->record ? arena_intern(arena, yaml->record, -1) : NULL;
    clauses->channel = yaml->channel ? arena_intern(arena, yaml->channel, -1) : NULL;
    clauses->operation = yaml->operation ? arena_intern(arena, yaml->operation, -1) : NULL;
    clauses->value = yaml->value ? arena_intern(arena, yaml->value, -1) : NULL;
    clauses->send = yaml->send ? *yaml->send : MODEL_UNKNOWN;
    clauses->receive = yaml->receive ? *yaml->receive : MODEL_UNKNOWN;
    clauses->end = copy_values(arena, &yaml->end);
    clauses->nonblocking = copy_values(arena, &yaml->nonblocking);
    clauses->ignored = copy_values(arena, &yaml->ignored);
    return read_place(compiler, "clauses", yaml->array, &clauses->array, NULL) &&
           read_place(compiler, "clauses", yaml->count, &clauses->count, NULL) &&
           read_place(compiler, "clauses", yaml->receives, &clauses->receives, NULL) &&
           read_place(compiler, "clauses", yaml->sends, &clauses->sends, NULL);
}

/* ---- functions ---- */

static const char **copy_fields(struct arena *arena, const struct yaml_function *yaml)
{
    const char **fields = arena_new_array(arena, const char *, yaml->n_fields + 1);
    for (unsigned i = 0; i < yaml->n_fields; i++)
        fields[i] = arena_intern(arena, yaml->fields[i], -1);
    return fields;
}

static bool read_function(
    const struct compiler *compiler, const struct yaml_function *yaml, struct model_function *function)
{
    *function = (struct model_function){
        .name = compiler->name,
        .fields = yaml->record ? copy_fields(compiler->arena, yaml) : NULL,
        .role = yaml->does,
        .model = compiler->model,
        .capacity = yaml->capacity ? *yaml->capacity : MODEL_UNKNOWN,
        .fires = yaml->fires ? *yaml->fires : MODEL_UNKNOWN,
        .mode = yaml->mode ? *yaml->mode : MODEL_FOREVER,
        .fails = yaml->fails ? *yaml->fails : MODEL_FAILS_NEVER,
        .parameter = yaml->parameter ? (unsigned)*yaml->parameter : 0,
        .packed = yaml->packed && *yaml->packed,
        .repeats = yaml->repeats && *yaml->repeats,
        .public = yaml->public && *yaml->public,
        .shared = yaml->shared && *yaml->shared,
        .unbounded = yaml->unbounded && *yaml->unbounded,
        .interruptible = yaml->interruptible && *yaml->interruptible,
        .wakes = yaml->wakes ? *yaml->wakes : 0,
        .waker = yaml->waker ? arena_intern(compiler->arena, yaml->waker, -1) : NULL,
        .covered = yaml->covered ? arena_intern(compiler->arena, yaml->covered, -1) : NULL,
    };
    return check_keys(compiler, yaml) && check_covered(compiler, yaml->covered) &&
           read_places(compiler, yaml, function) && read_when(compiler, yaml->when, function) &&
           read_timeout(compiler, yaml->timeout, function) &&
           read_clauses(compiler, yaml->clauses, &function->clauses);
}

/* Where the last entries of a name are looked up: those with `when`, and the one without. */
struct names {
    GHashTable *always, *sometimes; /* names are interned */
};

static bool name_function(
    struct compiler *compiler, struct names *names, const char *name, const struct yaml_when *when)
{
    compiler->name = arena_intern(compiler->arena, name, -1);
    return g_hash_table_add(when ? names->sometimes : names->always, (gpointer)compiler->name) || when ||
           refuse(compiler, "name", " is there twice");
}

static bool check_otherwise(struct compiler *compiler, const struct names *names)
{
    GHashTableIter iter;
    gpointer name;
    g_hash_table_iter_init(&iter, names->sometimes);
    while (g_hash_table_iter_next(&iter, &name, NULL)) {
        compiler->name = name;
        if (!g_hash_table_contains(names->always, name))
            return refuse(compiler, "when", ": say what it does otherwise, by an entry without `when`");
    }
    return true;
}

static unsigned count_names(const struct yaml_function *yaml)
{
    return MAX(yaml->n_names, 1);
}

static const char *nth_name(const struct yaml_function *yaml, unsigned n)
{
    return yaml->n_names ? yaml->names[n] : yaml->name ? yaml->name : yaml->record;
}

static bool check_names(struct compiler *compiler, const struct yaml_function *yaml)
{
    const char *name = nth_name(yaml, 0);
    compiler->name = name ? name : model_role_name(yaml->does);
    if (!!yaml->name + !!yaml->n_names + !!yaml->record != 1)
        return refuse(compiler, "name", ": write either `name` or `names` or `record`");
    if (yaml->fields && !yaml->record)
        return refuse(compiler, "fields", " belongs to a `record`");
    return true;
}

struct model_function *model_compile(struct arena *arena, const struct model *model,
    const struct yaml_model *yaml, const char *text, unsigned line, unsigned *n, GError **error)
{
    struct compiler compiler = {arena, model, text, line, NULL, error};
    g_autoptr(GHashTable) always = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) sometimes = g_hash_table_new(NULL, NULL);
    struct names names = {always, sometimes};
    unsigned total = 0;
    for (unsigned i = 0; i < yaml->n_functions; i++)
        total += count_names(&yaml->functions[i]);
    struct model_function *functions = arena_new_array(arena, struct model_function, total);
    *n = 0;
    for (unsigned i = 0; i < yaml->n_functions; i++) {
        const struct yaml_function *function = &yaml->functions[i];
        if (!check_names(&compiler, function))
            return NULL;
        for (unsigned j = 0; j < count_names(function); j++)
            if (!name_function(&compiler, &names, nth_name(function, j), function->when) ||
                !read_function(&compiler, function, &functions[(*n)++]))
                return NULL;
    }
    return check_otherwise(&compiler, &names) ? functions : NULL;
}
