/* Worker processes that answer requests, each the next one when it has answered the last. */
#ifndef CHANLINT_EXTRACT_POOL_H
#define CHANLINT_EXTRACT_POOL_H

#include "extract/extract.h"
#include "extract/wire.h"

/* What workers are given besides requests. */
struct pool_options {
    const struct extract_options *extract;
    const char *folder; /* where they may write; "": nowhere */
    const int *files; /* they have file I as descriptor POOL_FILE + I */
    unsigned n_files;
    void (*meanwhile)(void *context); /* as in extract_options */
};

/* The first descriptor behind the standard ones. Those in `files` have higher numbers than all of these. */
enum { POOL_FILE = 3 };

/* Called for each request as it is answered, or has failed, in any order; `result` lives for the call, and
 * its unit is not set. */
typedef void pool_done(unsigned request, const struct extract_result *result, void *context);

/* Blocks until all are done. False when no worker can be started at all. */
bool pool_run(const struct pool_options *options, const struct wire_request *requests, unsigned n,
    pool_done *done, void *context, GError **error);

#endif
