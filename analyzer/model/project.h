/* What a tree says about how it is to be checked, in a file at its root: models of its own, what to leave
 * out, when to fail (language: README.md, rules/project.schema.json). The tree may be anybody's: what it
 * names is read only when it is a file inside of it, and of a size that people write. */
#ifndef CHANLINT_PROJECT_H
#define CHANLINT_PROJECT_H

#include <glib.h>
#include <stdbool.h>

#define PROJECT_FILE ".chanlint.yaml"

struct project {
    const char *root; /* the caller's */
    const char **models; /* files with a model each, relative to the root; NULL-ended, as all lists here */
    const char **excludes; /* globs over paths relative to the root */
    const char *fail_on; /* a level, or NULL */
    struct project_private *private; /* with the models that stand in the file itself */
};

/* Reads the file of the root, an absolute path without symbolic links; without one, all is empty. NULL and an
 * error that names file, line, column and key when it is malformed. */
struct project *project_read(const char *root, GError **error);
void project_free(struct project *project);

/* Are there models that it names or holds? */
bool project_has_models(const struct project *project);

/* Puts the place where the file has `text` under `key` before the error. */
void project_prefix_error(const struct project *project, const char *key, const char *text, GError **error);

/* The levels at which `check` may fail: error, warning, note, never. */
bool project_is_level(const char *word);

#endif
