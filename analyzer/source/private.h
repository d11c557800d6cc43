/* What the module's files share: the files of the tree, and who resolves an #include to which. */
#ifndef CHANLINT_SOURCE_PRIVATE_H
#define CHANLINT_SOURCE_PRIVATE_H

#include "base/arena.h"
#include "source/scan.h"
#include "source/source.h"

#include <glib.h>
#include <limits.h>

enum file_kind { FILE_OTHER, FILE_HEADER, FILE_C, FILE_CXX };

struct source_file;

/* A folder that may be on a search path. */
struct folder {
    const char *path; /* relative to the root, which is "" */
    uint32_t search; /* the search path that it is on now, by serial number, and where */
    uint32_t position;
};

/* A file of the tree whose path ends like an include's, and the folder in which it would be found. */
struct candidate {
    struct source_file *file;
    struct folder *folder;
};

/* What an #include with some path may mean, whoever includes it. */
struct include_target {
    const struct candidate *candidates;
    unsigned n_candidates;
    bool is_system; /* the machine has a header of that name */
};

struct include {
    struct source_file
        *sibling; /* what a quoted path is from the includer's folder: nothing comes before it */
    const struct include_target *target; /* NULL when there is a sibling */
    bool angled;
};

struct source_file {
    const char *path; /* relative to the root */
    uint32_t index;
    enum file_kind kind;
    bool is_scanned;
    uint32_t visit; /* the last walk over includes that came here */
    struct source_file *next_namesake; /* another file of the same name in another folder */
    struct scan_file scan;
    const struct include *includes; /* of scan.n_includes; NULL before includes_of */
};

struct source_private {
    struct arena *arena;
    char *root; /* without a slash at its end: empty for "/" */
    GPtrArray *paths; /* what to analyse, relative to the root; "" is the root itself */
    GPtrArray *excludes; /* GRegex */
    GPtrArray *first_flags; /* those of every unit whose flags are inferred */
    GPtrArray *last_flags; /* those of every unit */
    GPtrArray *files; /* struct source_file, by index */
    GHashTable *by_path; /* char * -> struct source_file */
    GHashTable *by_name; /* the path's last part -> the first of its namesakes */
    bool is_complete; /* files has all files of the tree */
    bool is_lone; /* the tree is a file, and what stands beside it only as far as that is included from there
                   */
    GHashTable *folders; /* char * -> struct folder */
    GHashTable *targets; /* an include's path -> struct include_target */
    GPtrArray *system_folders; /* absolute */
    uint32_t visits, searches;
    struct scan *scan;
    GArray *units; /* struct source_unit */
    GHashTable *definers; /* names of functions -> how many define it, made when first asked for */
};

/* files.c */
enum file_kind file_kind(const char *path); /* by its suffix */
struct source_file *files_find(struct source_private *source, const char *path); /* or NULL: no such file */
struct source_file *files_namesakes(
    struct source_private *source, const char *name); /* reads the whole tree */
void files_walk(struct source_private *source, const char *folder); /* "" is the root */
void files_scan(struct source_private *source, struct source_file *const *files, unsigned n); /* once each */
/* And all headers that are known; others are read one by one when an include leads there. */
void files_scan_with_headers(struct source_private *source, struct source_file *const *files, unsigned n);
/* FOLDER/PATH without `.` and `..`; false when that leaves the root or is too long. */
bool files_join(const char *folder, size_t folder_length, const char *path, char joined[static PATH_MAX]);

/* exclude.c */
GPtrArray *exclude_compile(const char *const *globs, GError **error);
bool exclude_matches(const GPtrArray *excludes, const char *path);

/* flags.c: appends what of a compiler's arguments is passed on. `argv` begins with the compiler. */
void flags_filter(struct arena *arena, const char *directory, const char *const *argv, GPtrArray *flags);

/* compile_commands.c: the units of the database at `path`, as far as they are among source->paths. */
bool compile_commands_read(struct source_private *source, const char *path, GError **error);

/* includes.c */
struct search {
    struct source_private *source;
    uint32_t serial;
    GPtrArray *folders; /* struct folder, in the order of the search */
};
void search_init(struct search *search, struct source_private *source);
void search_clear(struct search *search);
void search_add(struct search *search, struct folder *folder); /* once */
struct folder *folder_intern(struct source_private *source, const char *path, size_t length);

const struct include *includes_of(struct source_private *source, struct source_file *file);
struct source_file *includes_resolve(
    const struct search *search, const struct include *include); /* or NULL */

/* Visits the files that compiling `file` reads, as far as they are the tree's; itself first, each once.
 * `missing` may find what the search path does not; NULL: nothing does. */
struct includes_walk {
    struct search *search;
    void (*visit)(struct source_file *file, void *context);
    struct source_file *(*missing)(
        struct search *search, struct source_file *includer, const struct include *include, void *context);
    void *context;
};
void includes_walk(const struct includes_walk *walk, struct source_file *file);

/* annotated.c: the functions that are declared with an annotation, in files that were scanned: names ->
 * whether one says that it starts tasks. NULL when there are none; the caller's. */
GHashTable *annotated_names(struct source_private *source);

/* users.c: does the file itself include a header whose path ends like one of these (NULL-ended)? */
bool includes_header_of(const struct source_file *file, const char *const *headers);

/* infer.c: units for the files, with inferred flags. */
void infer_units(struct source_private *source, struct source_file *const *files, unsigned n);

/* discover.c: is the file among the paths, and not excluded; one more unit. */
bool discover_selects(const struct source_private *source, const char *path);
void discover_add(struct source_private *source, const char *path, const char *directory, GPtrArray *flags);

/* "" for the root itself, NULL for what lies outside. */
const char *path_inside(const char *root, const char *absolute);

#endif
