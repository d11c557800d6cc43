/* Cases: code whose comments say what is found in it.
 *
 * A case is a C or C++ file, or a folder of them. On the line of each finding stands `EXPECT LEVEL CHECK:
 * why`, as often as there are findings; what is not expected must not be found, at any level. Where an
 * operation must be recognised, whether anything is wrong with it or not, stands `SEES KIND` or `SEES MODE
 * KIND`, whose words are those of the relation op, or `SEES spawn`. */
#ifndef CHANLINT_CASES_H
#define CHANLINT_CASES_H

#include "store/store.h"

struct test_case {
    unsigned id; /* counts from 1 */
    char *path; /* as it is shown */
    char *base; /* what the files of it are shown behind: empty, or ends with a slash */
    char *library; /* the name of the folder that it is in */
};

/* The cases in these folders (NULL-ended): each C or C++ source in one, and each folder with sources in it;
 * or, with `each`, the paths themselves. In the order of their names. GPtrArray of struct test_case, the
 * caller's; NULL and an error when a folder holds none. */
GPtrArray *cases_find(const char *const *paths, bool each, GError **error);

/* Makes the temporary tables for what follows, and for report_cases. `checks` are those that can be expected.
 */
bool cases_begin(struct store *store, const GPtrArray *checks, GError **error);

/* Keeps what the comments of the case expect, and what the run found and recognised in it while the store has
 * its relations; 0: there is none. `problems` are what else is wrong with the case, a line each. */
bool cases_keep(struct store *store, const struct test_case *test_case, int64_t run,
    const GPtrArray *problems, GError **error);

#endif
