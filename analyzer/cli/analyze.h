/* The pipeline, from a tree to a stored run. */
#ifndef CHANLINT_ANALYZE_H
#define CHANLINT_ANALYZE_H

#include "store/store.h"

struct analysis {
    /* as the user gave them; NULL: not given */
    char **paths, *build, *database, *baseline, *reviews, *rules, **models, **excludes;
    int jobs; /* 0: all cores */
    bool prefilter, cache;
    bool compare; /* with `baseline`, by default the latest run */
    bool fix; /* look for fixes, and keep those that hold */
    bool verbose; /* say how long each phase took, and which files had compile errors */
    bool progress; /* show on stderr what is parsed */

    /* left by analyze */
    const char *fail_on; /* the level that the tree's .chanlint.yaml asks for, or NULL */
    struct store *store; /* the caller's */
    int64_t run;
    unsigned failed; /* files that could not be analysed; each has been named on stderr */
};

bool analyze(struct analysis *analysis, GError **error);

/* Prints the units that there are, a line each: directory, file and flags, separated by tabs. */
bool analyze_dump_units(const struct analysis *analysis, GError **error);

#endif
