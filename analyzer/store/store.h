/* The database: runs, findings, reviews, the relations of the latest run, and the cache of units.
 * One SQLite file in WAL mode. A run is written in one transaction, so that a killed run leaves the last one.
 */
#ifndef CHANLINT_STORE_H
#define CHANLINT_STORE_H

#include "extract/extract.h"
#include "fix/fix.h"
#include "link/relations.h"
#include "profile/profile.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

struct store;

/* Opens `path` for writing, makes it when it is not there (":memory:" lives as long as the store), brings an
 * older one up to date, and makes sure that it can be written now. What is not ours is refused untouched. */
struct store *store_open(const char *path, GError **error);

/* Opens a database that must be there, to read from it. */
struct store *store_open_existing(const char *path, GError **error);

void store_close(struct store *store); /* NULL is fine */

/* Reports are queries: statements to step through, and one error for whatever SQLite says. Besides SQL's own,
 * statements may use uri(path), which percent-encodes it, and xml(text), which escapes it for XML and HTML.
 */
sqlite3_stmt *store_prepare(struct store *store, const char *sql, GError **error);
enum store_step { STORE_ROW, STORE_DONE, STORE_FAILED };
enum store_step store_step(struct store *store, sqlite3_stmt *statement, GError **error);
const char *store_text(sqlite3_stmt *statement, int column); /* "" for NULL; valid until the next step */

/* Binds text in UTF-8 (made valid where it is not), or NULL. */
void store_bind_text(sqlite3_stmt *statement, int n, const char *text);

/* Runs a statement that yields no rows and makes it ready for the next. */
bool store_run_once(struct store *store, sqlite3_stmt *statement, GError **error);

/* Statements without parameters or rows. */
bool store_exec(struct store *store, const char *sql, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(sqlite3_stmt, sqlite3_finalize)

/* A check: a query NAME.sql that yields (op, task, level, message, fix), and its page NAME.md whose first
 * line is `# NAME: title`. */
struct store_check {
    char *name, *file, *sql, *title, *page;
};

/* The checks of a folder by name: GPtrArray of struct store_check, the caller's. */
GPtrArray *store_checks_load(const char *directory, GError **error);

/* What is said of a run besides its relations and findings. */
struct store_run {
    const char *root;
    const char *version, *clang_version;
    unsigned files, parsed, cached, failed, files_with_errors;
    unsigned files_that_spawn; /* by the text, what the preprocessor leaves out included */
    double seconds;
    const char *program; /* names all that the relations were made from; NULL: it has no name */
    const char *const
        *sources; /* files of the tree, where to look for comments that ignore nothing; NULL: nowhere */
    const char *revision; /* the commit that was checked out; NULL: none is known */
};

/* Replaces the relations by these (NULL: those of the latest run are this one's too), runs the checks over
 * them, and keeps the run with its findings and what comments in the source say to ignore, in one
 * transaction. The run's number; 0 and nothing written when something fails, a malformed check and a comment
 * without a reason included. */
int64_t store_save(struct store *store, const struct store_run *run, const struct relations *relations,
    GPtrArray *checks, GError **error);

/* The latest run's `program`, the caller's; NULL: none. */
char *store_latest_program(struct store *store);

/* `run` when there is such a run, the latest one for 0; else 0 and an error. */
int64_t store_find_run(struct store *store, int64_t run, GError **error);

/* How many findings of the run are at `level` or above, without those that a comment or a review dismisses,
 * and those that the side "old" has, if there is one; -1 and an error. */
int store_count(struct store *store, int64_t run, const char *level, GError **error);

/* Keeps the findings of `what` as one side of a comparison, "old" or "new", while the store is open: a run's
 * number, the beginning of a commit's name, a SARIF log or another database; NULL is the latest run, if any.
 */
bool store_compare(struct store *store, const char *side, const char *what, GError **error);

/* Removes all runs but the last `keep`, and the space that they took. How many were removed; -1 and an error.
 */
int store_prune(struct store *store, unsigned keep, GError **error);

/* What somebody says of a finding. */
struct store_review {
    const char *fingerprint; /* whole */
    const char *author, *status, *comment;
    const char *at; /* as ISO 8601 has it; NULL: now */
    const int64_t *seen; /* the last review that the author knew of, 0 for none; NULL: whatever was said */
};
extern const char *const store_statuses[]; /* NULL-ended */

/* Keeps a review, unless it is there already, or the author did not see the last one: then `added` is false.
 */
bool store_review(struct store *store, const struct store_review *review, bool *added, GError **error);

/* The fingerprint of the one finding that `what` means, the caller's: the beginning of a fingerprint, or
 * FILE:LINE of the latest run. NULL and an error, which lists those that it may mean. */
char *store_find_finding(struct store *store, const char *what, GError **error);

/* Adds the reviews of a file that `review --export` wrote, all or none. How many were not there; -1 and an
 * error. */
int store_import(struct store *store, const char *path, GError **error);

/* Joins the stacks of a profile to the operations of the latest run, and keeps how many tasks are parked at
 * each as rows of `observation`. Leaves, as temporary tables for a report, `stack` (id, tasks), `frame`
 * (stack, n, function, file, line), and `parked` (stack, op, fingerprint, check_name): those that are at an
 * operation. */
bool store_observe(struct store *store, const struct profile *profile, const char *source, GError **error);

/* Leaves the relations' candidates as the temporary table `candidate`, for a report. */
bool store_suggest(struct store *store, const struct relations *relations, GError **error);

/* A step of what may mend a finding: those of a finding and an n belong together. */
struct store_proposal {
    const char *fingerprint;
    const char *defect; /* names the finding, and those that are its like but for their order */
    unsigned n;
    const char *file;
    struct fix_step step;
};

/* What may mend the findings of the run that was saved last, without the dismissed: in the order of the
 * findings, of each that which is to be tried first. Texts are the arena's. GArray of struct store_proposal.
 */
GArray *store_proposals(struct store *store, int64_t run, struct arena *arena, GError **error);

/* How many findings the run has of each defect: name -> number. The caller's. */
GHashTable *store_defects(struct store *store, int64_t run, GError **error);

/* A part of what was shown to mend a finding. */
struct store_edit {
    const char *fingerprint;
    const char *file;
    int64_t digest; /* of the file as store_source has it */
    struct edit edit;
    unsigned line, column, end_line, end_column; /* of what is replaced; columns as SARIF counts them */
};

/* Keeps what mends the findings of the run, and that it was looked for. GArray of struct store_edit. */
bool store_add_edits(struct store *store, int64_t run, const GArray *edits, GError **error);

/* What a file of the tree holds, the caller's, and what names that; NULL when it cannot be read, would leave
 * the root, or is a symbolic link. */
char *store_source(const char *root, const char *file, gsize *length, int64_t *digest);

/* The lines of a file of the tree; NULL when it cannot be read or would leave the root. */
char **store_source_lines(const char *root, const char *file);

/* The cache of extraction results: valid while the unit and all that it included have the content they had.
 * Each file is hashed at most once in the life of a struct store_cache. */
struct store_cache;

/* `root` is where units' relative paths start; results of another `version` are not found. Both are borrowed.
 */
struct store_cache *store_cache_new(
    struct store *store, const char *root, const char *version, GError **error);
void store_cache_free(struct store_cache *cache);

/* Fills `result` (whose IR and messages live until the next call; `includes` is left empty) on a hit.
 * What cannot be read is a miss. */
bool store_cache_find(
    struct store_cache *cache, const struct source_unit *unit, struct extract_result *result);

/* The same without the IR, which is left NULL; and what names the content of the unit and of all it included.
 */
bool store_cache_peek(struct store_cache *cache, const struct source_unit *unit,
    struct extract_result *result, int64_t *digest);

/* Keeps a result, in a transaction of its own. One whose files changed while the cache was open is not kept.
 */
bool store_cache_put(struct store_cache *cache, const struct extract_result *result, GError **error);

/* Drops what is kept for files that are gone, and for units of the tree with flags they no longer have. */
bool store_cache_prune(struct store_cache *cache, const struct source_tree *tree, GError **error);

#endif
