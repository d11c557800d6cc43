/* Reports of a stored run: a query and a thin printer each. */
#ifndef CHANLINT_REPORT_H
#define CHANLINT_REPORT_H

#include "model/model.h"
#include "store/store.h"

struct report_options {
    int64_t run;
    bool notes; /* findings of level note too */
    bool new_only; /* only those that the side "old" of a comparison has not */
    bool colors; /* the text is for a terminal */
};

/* Appends a report to `out`; false and an error when the database cannot be read. */
typedef bool report_writer(
    struct store *store, const struct report_options *options, GString *out, GError **error);

struct report_format {
    const char *name;
    const char *help;
    const char *sql; /* whose rows are the report's lines, or NULL */
    report_writer *write; /* what SQL alone does not */
    bool latest; /* it reads the relations, which are those of the latest run */
};

extern const struct report_format report_formats[];
extern const unsigned report_n_formats;

/* Appends the run in that format. */
bool report_print(const struct report_format *format, struct store *store,
    const struct report_options *options, GString *out, GError **error);

/* The format of that name, text for NULL; or NULL and an error that lists those there are. */
const struct report_format *report_find(const char *name, GError **error);

/* The runs that there are, a table of one row each. */
bool report_runs(struct store *store, GString *out, GError **error);

/* The findings of a run with what is said of each, and what was said of one, as tables of one row each. */
bool report_reviewed(struct store *store, int64_t run, bool notes, GString *out, GError **error);
bool report_history(struct store *store, const char *fingerprint, GString *out, GError **error);

/* All reviews, a line each, as store_import reads them. */
bool report_export(struct store *store, GString *out, GError **error);

/* What was said of each finding as the page reads it, in JSON, the caller's; NULL and an error. */
char *report_reviews(struct store *store, GError **error);

/* The comments in the source that ignore nothing, a line each. */
bool report_stale(struct store *store, int64_t run, GString *out, GError **error);

/* What the side "new" of a comparison has and "old" has not, and the reverse; and what is of another level
 * there.
 */
struct report_diff_options {
    const char *format; /* one that report_diff_has */
    bool notes, colors;
};
struct report_changes {
    int new, fixed, rose, fell, unchanged;
};
bool report_diff_has(const char *format, GError **error);
bool report_diff(struct store *store, const struct report_diff_options *options, GString *out,
    struct report_changes *changes, GError **error);

/* How many findings each check has, a line each, the worst first; nothing when they are so few that their
 * list says it.
 */
bool report_by_check(struct store *store, const struct report_options *options, GString *out, GError **error);

/* A line: how many of the run's findings have a fix; nothing when none was looked for. */
bool report_mended(struct store *store, const struct report_options *options, GString *out, GError **error);

/* A line: files, parsed, tasks, operations, findings by level, time; one more where no task was found and the
 * tree starts some by its text. `notes`: whether notes were shown. */
bool report_summary(struct store *store, int64_t run, bool notes, GString *out, GError **error);

/* How each task of the latest run dies: a table of one row a task, nothing without tasks; and one line of
 * counts. */
bool report_tasks(struct store *store, bool colors, GString *table, GString *summary, GError **error);

/* After store_observe: where its tasks are parked, the most first, one line an operation and one a stack
 * elsewhere; and one line of counts. */
bool report_match(struct store *store, GString *out, GString *summary, GError **error);

/* After cases_begin and cases_keep: where the cases differ from what they expect, a line each, and how much
 * of it is right, by check and by library, as tables; how many there are, and how many have no difference. */
bool report_cases(struct store *store, GString *out, unsigned *n, unsigned *right, GError **error);

/* What was recognised in the cases, a line each, as their comments say it. */
bool report_recognised(struct store *store, GString *out, GError **error);

/* After store_suggest: a model to fill in, nothing without candidates; how many functions of unknown
 * libraries it has, and how many of the tree's own making. */
bool report_suggest(struct store *store, GString *out, unsigned *unknown, unsigned *made, GError **error);

/* Text that comes from the tree, which is untrusted: control characters, which could drive a terminal, as
 * `?`. */
void report_append_clean(GString *out, const char *text);

/* Appends a table of the models: a library each, what its functions are about, how many they are, and the
 * file; with `files`, of as many numbers, in how many files each is used. */
void report_models(const struct model *const *models, unsigned n, const unsigned *files, GString *out);

#endif
