/* Reading YAML with libcyaml, and its complaints in the user's words. Private to model/. */
#ifndef CHANLINT_MODEL_YAML_H
#define CHANLINT_MODEL_YAML_H

#include <cyaml/cyaml.h>
#include <glib.h>
#include <stdbool.h>

/* What may be the value of a key. */
struct yaml_vocabulary {
    const char *key;
    const cyaml_strval_t *words;
    unsigned n;
};

struct yaml_language {
    const cyaml_schema_value_t *schema;
    const struct yaml_vocabulary *vocabularies; /* ended by one without a key */
};

/* Where something stands in a file, counted from 1. */
struct yaml_place {
    unsigned line, column;
};

/* Reads the text of `file` into *read, which is NULL when there is nothing but comments in it;
 * yaml_language_free frees it. False and an error that names file, line, column and key. */
bool yaml_language_read(const struct yaml_language *language, const char *file, const char *text,
    gsize length, void **read, GError **error);
void yaml_language_free(const struct yaml_language *language, void *read);

/* libcyaml keeps no places: `text`, as a whole word outside of comments, from where `key` is on; or the key
 * itself when that is not found or `text` is NULL. The start of the file when there is no such key. */
struct yaml_place yaml_find(const char *yaml, const char *key, const char *text);

/* The column of `word` in the line's text before its comment, as a whole word, with `next` behind it when
 * that is not '\0'; 0: it is not there. */
unsigned yaml_column(const char *line, const char *word, char next);

#endif
