/* The pipeline, from a tree to a stored run. */
#ifndef CHANLINT_ANALYZE_H
#define CHANLINT_ANALYZE_H

#include "store/store.h"

struct analysis {
    /* as the user gave them; NULL: not given */
    char **paths, *build, *database, *baseline, *reviews, *rules, **models, **excludes, **includes;
    int jobs; /* 0: all cores */
    int seconds; /* that a file may take to parse, and a rehearsal to link; 0: more than any needs */
    bool suggest; /* look for functions that a model may be wanted for, as store_suggest leaves them */
    bool alone; /* as source_options has it */
    bool rehearse; /* link in another process first: a link that crashes or hangs is this tree's failure only
                    */
    bool prefilter, cache;
    bool compare; /* with `baseline`, by default the latest run */
    bool fix; /* look for fixes, and keep those that hold */
    bool verbose; /* say how long each phase took, and which files had compile errors */
    bool progress; /* show on stderr what is parsed */
    GPtrArray *said; /* takes what there is to say of files, a line each; NULL: it goes to stderr */
    struct store *store; /* NULL: that of `database` is opened, and is then the caller's */

    /* left by analyze */
    const char *fail_on; /* the level that the tree's .chanlint.yaml asks for, or NULL */
    int64_t run;
    unsigned failed; /* files that could not be analysed; each has been named on stderr */
};

bool analyze(struct analysis *analysis, GError **error);

/* Several trees by one pool of workers. They share rules, models, jobs, seconds and the store, as the first
 * of them has these. `done` is called with each as it is done, in any order, while the store holds its
 * relations; `failure` says why it could not be analysed. False when none can. */
typedef void analyze_done(struct analysis *analysis, const GError *failure, void *context);
bool analyze_all(struct analysis *analyses, unsigned n, analyze_done *done, void *context, GError **error);

/* Prints the units that there are, a line each: directory, file and flags, separated by tabs. */
bool analyze_dump_units(const struct analysis *analysis, GError **error);

#endif
