/* What the actions of `chanlint models` share. */
#ifndef CHANLINT_CLI_MODELS_H
#define CHANLINT_CLI_MODELS_H

#include <glib.h>

struct models_arguments {
    char *rules, *build;
    char **models, **includes, **excludes;
    int jobs, seconds;
    gboolean each, sees;
    char **words; /* the action, and what it is about */
};

/* Runs cases. The exit status, or CLI_BAD and an error. */
int models_test(const struct models_arguments *arguments, const char *const *paths, GError **error);

/* Suggests a model. Likewise; CLI_INCOMPLETE when some files could not be analysed. */
int models_suggest(const struct models_arguments *arguments, const char *const *paths, GError **error);

#endif
