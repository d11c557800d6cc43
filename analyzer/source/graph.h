/* The tree's definitions and who may mean which of them: what the prefilter decides by. Private to source/.
 */
#ifndef CHANLINT_SOURCE_GRAPH_H
#define CHANLINT_SOURCE_GRAPH_H

#include "source/private.h"

struct definition {
    struct source_file *file;
    const struct scan_definition *scan;
};

/* Lists of numbers by a number: list i is items[starts[i]] to items[starts[i + 1]]. */
struct lists {
    uint32_t *starts, *items;
};

struct graph {
    struct source_tree *tree;
    struct source_private *source;
    struct definition *definitions;
    uint32_t n_definitions, n_names;
    struct lists by_name; /* a name's definitions, in the order of their files' paths */
    uint32_t *n_external; /* by name: how many of them are functions that other files can call */
    struct lists by_use; /* those that use the name */
    struct lists by_file; /* the definitions of a file */
    struct lists by_part; /* the names that begin or end with a name and `_`; made by graph_names_with */
    struct lists read; /* by file, of sources: the files that its units read, but itself; in order */
    GHashTable *programs; /* folders that have a main -> whether they have several */
    bool *has_main; /* by file */
    const char **program_of; /* by file: the nearest such folder around it; "" for what programs may share */
};

struct graph *graph_new(struct source_tree *tree);
void graph_free(struct graph *graph);

/* Does `user` mean the definition `target` when it uses its name: as the link would decide, by what is
 * visible and by which definition is nearest? `flags` are the use's. */
bool graph_means(const struct graph *graph, uint32_t user, uint32_t target, uint32_t name, unsigned flags);

/* Calls back for each definition that the use in `user` may mean. */
typedef void (*graph_visitor)(uint32_t target, void *context);
void graph_targets(
    const struct graph *graph, uint32_t user, uint32_t use, graph_visitor visit, void *context);

/* The names that `part` and another part are joined to by `_`: `t_push` and `push_t` for `t`. `n` of them. */
const uint32_t *graph_names_with(struct graph *graph, uint32_t part, uint32_t *n);

/* The external function of this name that the link prefers for `user`, or UINT32_MAX. */
uint32_t graph_nearest(const struct graph *graph, const struct source_file *user, uint32_t name);

/* Are the two files of one program, or of one folder that programs share? */
bool graph_is_close(const struct graph *graph, const struct source_file *a, const struct source_file *b);

/* Does compiling `file` read `other`? */
bool graph_reads(const struct graph *graph, const struct source_file *file, const struct source_file *other);

static inline bool is_source(const struct source_file *file)
{
    return file->kind == FILE_C || file->kind == FILE_CXX;
}

#endif
