/* The front: one translation unit through libclang into IR. The only module that knows libclang.
 *
 * The parser keeps going after errors, so that a broken unit still yields what could be understood. The
 * process that calls this is expendable: libclang may crash, hang or take all memory on hostile input.
 */
#ifndef CHANLINT_FRONT_H
#define CHANLINT_FRONT_H

#include "base/overlay.h"

#include <stdbool.h>

/* What several units begin with, compiled. */
struct front_preamble {
    const char *file; /* of the compiled form; NULL: there is none */
    unsigned length; /* how many bytes of the main file it stands for */
    guint32 hash; /* XXH32 of these */
    bool defines; /* it has IR of its own, which is then each unit's too */
    unsigned n_errors; /* those of the result that it was compiled with */
    const char *first_error;
};

struct front_unit {
    const char *root; /* absolute; only functions in files under it are lowered, paths are relative to it */
    const char *path; /* of the main file, relative to root or absolute */
    const char *directory; /* absolute: where the flags' relative paths start */
    const char *const *flags; /* NULL-ended, without the compiler and the file */
    struct front_preamble preamble;
    const struct overlay *files;
    unsigned n_files;
    bool strict; /* what old code is let through with is an error */
};

struct front_result {
    GString *ir; /* the text form */
    unsigned n_errors;
    char *first_error; /* "FILE:LINE:COLUMN: message", or NULL */
    GPtrArray *includes; /* char *: every file that was read but the main one and, when a
                            preamble is used, the preamble's; absolute, each once */
};

/* Compiles the unit's preamble into its file, for this unit and others that begin alike; the result's IR is
 * what the preamble defines, empty for nothing. False and an error when it is of no use. */
bool front_precompile(const struct front_unit *unit, struct front_result *result, GError **error);

/* A preamble that does not fit is not used. False and an error when the file cannot be opened or parsed at
 * all. Else the caller clears `result`. */
bool front_extract(const struct front_unit *unit, struct front_result *result, GError **error);
void front_clear(struct front_result *result);

#endif
