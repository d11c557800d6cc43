/* The YAML language of models, between its reader (language.c) and its meaning (compile.c): a file as it was
 * written, with nothing understood yet. Absent keys are NULL. */
#ifndef CHANLINT_MODEL_LANGUAGE_H
#define CHANLINT_MODEL_LANGUAGE_H

#include "base/arena.h"
#include "model/model.h"
#include "model/yaml.h"

/* The keys that name an argument of the call. */
enum model_place {
    PLACE_CHANNEL,
    PLACE_VALUE,
    PLACE_BODY,
    PLACE_ARGUMENT,
    PLACE_ARGUMENTS,
    PLACE_HANDLE,
    PLACE_GROUP,
    PLACE_CONDITION,
    PLACE_LOCK,
    PLACE_INDEX,
    PLACE_CAPACITY_ARGUMENT,
    N_PLACES
};
extern const char *const model_place_names[N_PLACES];

struct yaml_values {
    int64_t *values;
    unsigned n;
};

struct yaml_timeout {
    char *argument;
    struct yaml_values forever, timeout, nonblocking;
    int64_t *bits;
};

struct yaml_when {
    char *argument;
    struct yaml_values is;
};

struct yaml_clauses {
    char *array, *count, *receives, *sends;
    char *record, *channel, *operation, *value;
    int64_t *send, *receive;
    struct yaml_values end, nonblocking, ignored;
};

struct yaml_function {
    char *name;
    char **names;
    unsigned n_names;
    char *record, **fields;
    unsigned n_fields;
    char *waker, *covered;
    struct yaml_when *when;
    enum model_role does;
    char *places[N_PLACES];
    int64_t *capacity, *fires, *parameter;
    enum model_mode *mode;
    struct yaml_timeout *timeout;
    enum model_failure *fails;
    bool *shared, *unbounded, *interruptible, *packed, *repeats, *public;
    unsigned *wakes;
    struct yaml_clauses *clauses;
};

struct yaml_fixes {
    char *send, *receive, *wait;
};

struct yaml_model {
    char *library, *task, *within, *context;
    char **headers, **macros, **spawn_macros;
    unsigned n_headers, n_macros, n_spawn_macros;
    bool terminates, one_ended;
    struct yaml_fixes *fixes;
    struct yaml_function *functions;
    unsigned n_functions;
};

/* A tree's .chanlint.yaml. */
struct yaml_project {
    char **models, **exclude;
    struct yaml_model *libraries;
    unsigned n_models, n_exclude, n_libraries;
    unsigned *fail_on;
};

/* Reads the text of `file`, or NULL and an error that names file, line, column and key. */
struct yaml_model *model_language_read(const char *file, const char *text, gsize length, GError **error);
void model_language_free(struct yaml_model *yaml);

/* The same of a .chanlint.yaml; *yaml is NULL when it says nothing. */
bool project_language_read(
    const char *file, const char *text, gsize length, struct yaml_project **yaml, GError **error);
void project_language_free(struct yaml_project *yaml);
const char *project_level_name(unsigned level);

struct project_private {
    char *text; /* NULL: there is no file */
    struct yaml_project *yaml; /* NULL: it says nothing */
};

/* The text of a file of the tree, the caller's; NULL and an error when it is not one, or too large. */
char *project_read_file(const char *root, const char *path, gsize *length, GError **error);

/* The names of the models in a folder, in order; the caller's. */
GPtrArray *model_files(const char *directory, GError **error);

const char *model_role_name(enum model_role role);
bool model_is_role(const char *word);

/* Gives every function of `yaml` its meaning; they come out in the order of the file, `n` of them. NULL and
 * an error that names file, line, column and key when they make no sense. `text` is where the lines are
 * looked up, from `line` on, counted from 0. */
struct model_function *model_compile(struct arena *arena, const struct model *model,
    const struct yaml_model *yaml, const char *text, unsigned line, unsigned *n, GError **error);

#endif
