/* Parsing, and what the compiler said about it. */
#ifndef CHANLINT_FRONT_PARSE_H
#define CHANLINT_FRONT_PARSE_H

#include "front/front.h"
#include "front/lower.h"

struct parse {
    const struct front_unit *unit;
    const char *path; /* of the main file, absolute */
    const char *text; /* in place of what the file holds, or NULL */
    size_t length;
    const char *const *last; /* flags behind the unit's own, NULL-ended, or NULL */
    unsigned options; /* of enum CXTranslationUnit_Flags, besides those of every unit */
};

/* NULL and an error when there is nothing to work with. */
CXTranslationUnit parse_run(const struct parse *parse, CXIndex index, GError **error);

/* leaves: result's errors and includes */
void parse_report(CXTranslationUnit tu, const struct front_unit *unit, struct front_result *result);

/* Is there no error in the main file itself, but that a header is not found? */
bool parse_only_misses_files(CXTranslationUnit tu, const char *path);

bool parse_is_cxx(const struct front_unit *unit);

#endif
