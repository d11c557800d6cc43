/* The parent's side of extraction: a pool of worker processes that turn units into IR text.
 * A worker that crashes, hangs, or asks for too much memory costs the one unit it held; while it compiled a
 * preamble, nothing. */
#ifndef CHANLINT_EXTRACT_H
#define CHANLINT_EXTRACT_H

#include "base/overlay.h"
#include "source/source.h"

enum extract_status {
    EXTRACT_OK,
    EXTRACT_CRASHED, /* the worker died of a signal */
    EXTRACT_TIMEOUT,
    EXTRACT_MEMORY, /* it went over its memory limit */
    EXTRACT_UNREADABLE /* the file could not be opened or parsed at all */
};

struct extract_result {
    const struct source_unit *unit;
    enum extract_status status;
    const char *reason; /* one line when status is not EXTRACT_OK */
    unsigned n_errors; /* the compiler's errors; the IR holds what could be parsed all the same */
    const char *first_error; /* file:line:col: message, or "" */
    const char *ir; /* text, not NUL-ended */
    gsize ir_length;
    const char *const *includes; /* every file that was read but the unit itself, NULL-ended, absolute */
};

struct extract_options {
    const char *worker; /* the worker's executable */
    const struct source_preamble *preambles; /* which the units refer to */
    unsigned n_preambles;
    unsigned jobs;
    unsigned timeout_seconds; /* for one unit */
    unsigned memory_megabytes; /* for one worker */
    const struct overlay *files; /* then no preamble is used */
    unsigned n_files;
    bool strict; /* what old code is let through with counts as an error, too */
    void (*meanwhile)(void *context); /* what the caller has to do itself: called once, while the workers are
                                         busy and before any result is; may be NULL */
};

/* Called for each unit as it is done, in any order, in the caller's thread; `result` lives for the call. */
typedef void extract_done(const struct extract_result *result, void *context);

/* Extracts `n` units: paths in the IR are relative to the root of the unit's tree, and only files under that
 * are lowered. Blocks until all are done. False when no worker can be started at all. */
bool extract_run(const struct extract_options *options, const struct source_unit *const *units, unsigned n,
    extract_done *done, void *context, GError **error);

#endif
