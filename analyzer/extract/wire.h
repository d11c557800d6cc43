/* What the parent and its workers say to each other over a socket: the parent one request at a time, the
 * worker one response to each. Both are frames: a magic number, a length, a payload. Both sides are one build
 * on one machine, but the parent trusts nothing: a worker that went wrong may write anything. */
#ifndef CHANLINT_EXTRACT_WIRE_H
#define CHANLINT_EXTRACT_WIRE_H

#include "base/overlay.h"

#include <stdbool.h>

/* A worker that ends with this status ran into its memory limit. */
enum { WIRE_EXIT_MEMORY = 86 };

/* No unit has more IR: a longer frame is refused. */
enum { WIRE_MAX = 256 * 1024 * 1024 };

struct wire_request {
    const char *root, *path, *directory;
    const char *const *flags; /* NULL-ended */
    bool precompile; /* the preamble is to be compiled, and its own IR is asked for; else the unit's */
    const char *preamble; /* the file of the compiled preamble; "": the unit has none */
    unsigned preamble_length; /* in bytes of the unit */
    guint32 preamble_hash; /* XXH32 of these */
    bool preamble_defines; /* it has IR of its own */
    unsigned preamble_errors; /* what the response to it said */
    const char *preamble_first_error;
    const struct overlay *files;
    unsigned n_files;
    bool strict; /* what old code is let through with is an error */
};

struct wire_response {
    const char *failure; /* why the unit could not be parsed at all; "" when it could, and the rest holds */
    unsigned n_errors;
    const char *first_error; /* or "" */
    const char *ir;
    gsize ir_length;
    const char *const *includes; /* NULL-ended */
    bool worn; /* the worker holds so much memory that it should not get another unit */
};

/* Appends one frame. */
void wire_write_request(GByteArray *frame, const struct wire_request *request);
void wire_write_response(GByteArray *frame, const struct wire_response *response);

enum wire_state { WIRE_PARTIAL, WIRE_COMPLETE, WIRE_NONSENSE, WIRE_TOO_LONG };

/* Whether `frame` holds one frame. */
enum wire_state wire_state(const GByteArray *frame);

/* Of a complete frame, into which the strings then point; the arrays are to be freed with g_free, flags and
 * files of a request, includes of a response.
 * False when its payload makes no sense; nothing is to be freed then. */
bool wire_read_request(const GByteArray *frame, struct wire_request *request);
bool wire_read_response(const GByteArray *frame, struct wire_response *response);

#endif
