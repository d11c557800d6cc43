/* Which translation units a tree has, with which flags, and which of them are worth parsing.
 * Everything a source_tree owns lives until source_free. */
#ifndef CHANLINT_SOURCE_H
#define CHANLINT_SOURCE_H

#include "model/model.h"

#include <stdbool.h>
#include <stdint.h>

/* Directives that several units begin with, under equal flags: compiled once, they serve all of them. */
struct source_preamble {
    const struct source_unit *unit; /* one that begins with it */
};

struct source_unit {
    const char *root; /* of its tree */
    const char *path; /* relative to the root; absolute when outside of it */
    const char *directory; /* absolute: where the flags' relative paths start */
    const char *const *flags; /* NULL-ended, through the allow-list, without the compiler and the file */
    uint64_t flags_hash;
    bool relevant; /* set by source_prefilter; true before */
    const struct source_preamble *preamble; /* set by source_find_preambles; NULL: it shares none */
    unsigned preamble_length; /* in bytes, as it stands in this unit */
    uint32_t preamble_hash; /* XXH32 of these bytes */
};

struct source_tree {
    const char *root; /* absolute, symbolic links resolved */
    const char *compile_commands; /* the database that was used, or NULL: flags are inferred */
    struct source_unit *units; /* sorted by path, then flags; no two are equal */
    unsigned n_units;
    unsigned n_files; /* distinct files among them */
    unsigned n_spawning; /* those that call, by its name, what starts a task; set by source_prefilter */
    struct source_preamble *preambles;
    unsigned n_preambles;
    struct source_private *private;
};

struct source_options {
    const char *const *paths; /* files and folders to analyse, NULL-ended; empty: "." */
    const char *build; /* -p: the folder of compile_commands.json, or the file itself; may be NULL */
    const char *const *excludes; /* globs over root-relative paths, NULL-ended, may be NULL */
    const char *const
        *includes; /* folders that come first on inferred search paths, NULL-ended, may be NULL */
    const char *rules; /* the rules folder: its headers/ comes last on the search path */
    bool alone; /* the paths are a whole tree, whatever stands around them: nothing above a folder belongs to
                   it, and around a file only what that includes */
};

/* The root of the paths (NULL-ended, may be empty): their nearest parent that holds .git or .chanlint, else,
 * or when they are alone, their common folder; absolute, symbolic links resolved. The caller's; NULL and an
 * error when a path is none. */
char *source_root(const char *const *paths, bool alone, GError **error);

/* By its name: a C or C++ source; or that, or a header. */
bool source_is_unit(const char *path);
bool source_is_code(const char *path);

/* Is the glob one that `excludes` may have? */
bool source_check_exclude(const char *glob, GError **error);

/* Finds the root, the database (options->build, the root, build*-folders under it) or the bare tree, and each
 * unit's flags. */
struct source_tree *source_discover(const struct source_options *options, GError **error);

/* Clears `relevant` of the units that name, even through the tree's own functions and macros, no word of the
 * models. */
void source_prefilter(struct source_tree *tree, const struct model_set *models);

/* By library, in the order of model_list, in how many files of the tree it seems to be used: those that name
 * one of its functions or, where they include its header, one of its macros. Known for what the prefilter has
 * read. The caller's. */
unsigned *source_users(const struct source_tree *tree, const struct model_set *models);

/* Finds the preambles that pay, if these `n` units of the tree are to be parsed. To be called once. */
void source_find_preambles(struct source_tree *tree, struct source_unit *const *units, unsigned n);

/* The files that the units are or may include, as far as they are known: relative to the root, NULL-ended.
 * The array is the caller's. NULL when the paths to analyse are not all of the tree. */
const char **source_paths(const struct source_tree *tree);

/* How many files of the tree define a function of this name? Known for what the prefilter has read. */
unsigned source_definers(const struct source_tree *tree, const char *name);

/* Names what source_definers answers, for all names together. */
uint64_t source_definers_digest(const struct source_tree *tree);

void source_free(struct source_tree *tree);

#endif
