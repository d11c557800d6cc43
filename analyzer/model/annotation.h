/* What functions do by annotations in the code: `__attribute__((annotate("chanlint:send(0)")))`. The text
 * behind the prefix is an entry of the language of models, without the function's name (rules/README.md). All
 * annotated functions are of one library. */
#ifndef CHANLINT_ANNOTATION_H
#define CHANLINT_ANNOTATION_H

#include "model/model.h"

struct annotations;

struct annotations *annotations_new(void);
void annotations_free(struct annotations *annotations); /* NULL is fine */

/* False and an error that names the key, and no place, when the text makes no sense. */
bool annotations_add(struct annotations *annotations, const char *function, const char *text, GError **error);

/* What was added of the function with this text; or NULL. */
const struct model_function *annotations_find(
    const struct annotations *annotations, const char *function, const char *text);

#endif
