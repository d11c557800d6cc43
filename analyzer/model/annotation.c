/* What an annotation says, `send(0, mode: timeout)`, is an entry of the language of models in other letters:
 * the role, then what it is about without a key, then keys. It is read as that entry. */
#include "model/annotation.h"

#include "base/error.h"
#include "model/language.h"

#include <string.h>

struct annotations {
    struct arena *arena;
    struct model model; /* what the functions have in common: they are of one library */
    GHashTable *functions; /* "function\ntext" -> struct model_function */
};

enum { MOST_POSITIONS = 2 };

/* What stands without a key, in its order. */
static const struct {
    enum model_role role;
    const char *keys[MOST_POSITIONS];
} positions[] = {
    {MODEL_SPAWN, {"body", "argument"}},
    {MODEL_CREATE, {"channel"}},
    {MODEL_ALIAS, {"value"}},
    {MODEL_SEND, {"channel", "value"}},
    {MODEL_RECEIVE, {"channel", "value"}},
    {MODEL_LIMIT, {"channel"}},
    {MODEL_CLOSE, {"channel"}},
    {MODEL_CANCEL, {"handle"}},
    {MODEL_INTERRUPT, {"handle"}},
    {MODEL_JOIN, {"handle"}},
    {MODEL_WAIT, {"condition", "lock"}},
    {MODEL_SIGNAL, {"condition"}},
    {MODEL_ACQUIRE, {"channel"}},
    {MODEL_RELEASE, {"channel"}},
    {MODEL_LOCK, {"lock"}},
    {MODEL_UNLOCK, {"lock"}},
    {MODEL_FREE, {"value"}},
};

static const char *key_at(const char *role, unsigned position)
{
    for (size_t i = 0; i < G_N_ELEMENTS(positions) && position < MOST_POSITIONS; i++)
        if (g_str_equal(model_role_name(positions[i].role), role))
            return positions[i].keys[position];
    return NULL;
}

/* Up to the next comma that stands in no brackets. */
static const char *end_of_part(const char *at, const char *end)
{
    unsigned depth = 0;
    for (; at < end && (depth || *at != ','); at++) {
        depth += *at == '[' || *at == '{';
        depth -= depth && (*at == ']' || *at == '}');
    }
    return at;
}

static bool has_key(const char *part)
{
    return part[strcspn(part, ":[{")] == ':';
}

/* leaves: `, channel: 0, mode: timeout`, of what stands between the parentheses */
static bool append_keys(GString *yaml, const char *role, const char *at, const char *end, GError **error)
{
    const char *behind;
    unsigned position = 0;
    for (; at < end; at = behind + 1) {
        behind = end_of_part(at, end);
        g_autofree char *part = g_strstrip(g_strndup(at, (gsize)(behind - at)));
        if (!*part && behind == end && position == 0)
            break; /* `exit()` */
        const char *key = has_key(part) ? "" : key_at(role, position++);
        if (!key) {
            g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "'%s' is too much for '%s'", part, role);
            return false;
        }
        g_string_append_printf(yaml, ", %s%s%s", key, *key ? ": " : "", part);
    }
    return true;
}

/* In quotes, for a message; what YAML would take for an escape is nothing that a reader misses. */
static void append_name(GString *yaml, const char *name)
{
    for (; *name; name++)
        g_string_append_c(yaml, strchr("\"\\", *name) || (guchar)*name < ' ' ? '_' : *name);
}

/* The entry that the annotation is; NULL and an error when it has not even its form. */
static char *entry_of(const char *name, const char *text, GError **error)
{
    const char *open = strchr(text, '('), *close = open ? strrchr(text, ')') : NULL;
    g_autofree char *role = g_strstrip(g_strndup(text, open ? (gsize)(open - text) : strlen(text)));
    g_autoptr(GString) yaml = g_string_new("{library: annotations, functions: [{name: \"");
    bool alone = !open || (close && close[1 + strspn(close + 1, " \t")] == '\0');
    for (const char *c = text; *c && alone; c++)
        alone = (guchar)*c >= ' ';
    if (!alone || !*role || role[strspn(role, "abcdefghijklmnopqrstuvwxyz-")]) {
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "write it like `send(0)`");
        return NULL;
    }
    append_name(yaml, name);
    g_string_append_printf(yaml, "\", does: %s", role);
    if (open && model_is_role(role) && !append_keys(yaml, role, open + 1, close, error))
        return NULL;
    g_string_append(yaml, "}]}");
    return g_strdup(yaml->str);
}

/* Of `:1:5: key ...`, what is said about the entry: nobody has seen its text. */
static void drop_place(GError *error)
{
    const char *message = error->message;
    for (unsigned i = 0; i < 3 && message; i++)
        message = strchr(message + (i > 0), ':');
    if (message)
        memmove(error->message, message + 2, strlen(message + 2) + 1);
}

static struct model_function *read_entry(struct annotations *annotations, const char *entry, GError **error)
{
    struct yaml_model *yaml = model_language_read("", entry, strlen(entry), error);
    struct model_function *functions = NULL;
    unsigned n;
    if (yaml && yaml->n_functions == 1)
        functions = model_compile(annotations->arena, &annotations->model, yaml, entry, 0, &n, error);
    else if (yaml)
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, ":1:1: write it like `send(0)`");
    if (yaml)
        model_language_free(yaml);
    if (!functions && error)
        drop_place(*error);
    return functions;
}

/* ---- all that there are ---- */

struct annotations *annotations_new(void)
{
    static const char *none[] = {NULL};
    struct annotations *annotations = g_new0(struct annotations, 1);
    annotations->arena = arena_new();
    annotations->functions = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    annotations->model = (struct model){
        .library = "annotations",
        .file = "",
        .task = "task",
        .headers = none,
        .macros = none,
        .everywhere = true,
    };
    return annotations;
}

void annotations_free(struct annotations *annotations)
{
    if (!annotations)
        return;
    g_hash_table_destroy(annotations->functions);
    arena_free(annotations->arena);
    g_free(annotations);
}

static char *key_of(const char *function, const char *text)
{
    return g_strdup_printf("%s\n%s", function, text);
}

bool annotations_add(struct annotations *annotations, const char *function, const char *text, GError **error)
{
    if (annotations_find(annotations, function, text))
        return true;
    g_autofree char *entry = entry_of(function, text, error);
    struct model_function *found = entry ? read_entry(annotations, entry, error) : NULL;
    if (!found)
        return false;
    found->name = arena_intern(annotations->arena, function, -1);
    g_hash_table_insert(annotations->functions, key_of(function, text), found);
    return true;
}

const struct model_function *annotations_find(
    const struct annotations *annotations, const char *function, const char *text)
{
    g_autofree char *key = key_of(function, text);
    return g_hash_table_lookup(annotations->functions, key);
}
