/* The formats, a file each, and what they share. Private to report/. */
#ifndef CHANLINT_REPORT_WRITERS_H
#define CHANLINT_REPORT_WRITERS_H

#include "report/report.h"

report_writer report_text, report_html, report_patch;

/* A statement whose ?1 is the run, ?2 whether notes are shown, ?3 whether only what is new is. */
sqlite3_stmt *report_prepare(
    struct store *store, const char *sql, const struct report_options *options, GError **error);

/* The folder that the run was of, the caller's. */
char *report_root(struct store *store, int64_t run, GError **error);

/* Appends the diff of a file's edits, which are put in order; or returns why not: what the file has done
 * since it had the digest. */
const char *report_append_diff(
    const char *root, const char *file, int64_t digest, GArray *edits, GString *out);

/* For a terminal; all empty otherwise. */
struct palette {
    const char *bold, *error, *warning, *note, *caret, *off;
};
const struct palette *report_palette(bool colors);

#endif
