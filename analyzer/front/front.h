/* The front: one translation unit through libclang into IR. The only module that knows libclang.
 *
 * The parser keeps going after errors, so that a broken unit still yields what could be understood. The
 * process that calls this is expendable: libclang may crash, hang or take all memory on hostile input.
 */
#ifndef CHANLINT_FRONT_H
#define CHANLINT_FRONT_H

#include <glib.h>
#include <stdbool.h>

struct front_unit {
    const char *root; /* absolute; only functions in files under it are lowered, paths are relative to it */
    const char *path; /* of the main file, relative to root or absolute */
    const char *directory; /* absolute: where the flags' relative paths start */
    const char *const *flags; /* NULL-ended, without the compiler and the file */
};

struct front_result {
    GString *ir; /* the text form */
    unsigned n_errors;
    char *first_error; /* "FILE:LINE:COLUMN: message", or NULL */
    GPtrArray *includes; /* char *: every file that was read but the main one, absolute, each once */
};

/* False and an error when the file cannot be opened or parsed at all. Else the caller clears `result`. */
bool front_extract(const struct front_unit *unit, struct front_result *result, GError **error);
void front_clear(struct front_result *result);

#endif
