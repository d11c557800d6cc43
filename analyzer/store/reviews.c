/* Reviews: rows that are only ever added, so that two reviewers lose nothing. The last one on a finding
 * counts. */
#include "store/internal.h"

#include "base/error.h"
#include "store/sql.h"

#include <string.h>

const char *const store_statuses[] = {"confirmed", "false-positive", "intentional", "fixed", NULL};

static bool refuse(GError **error, const char *message)
{
    g_set_error_literal(error, CHANLINT_ERROR, ERROR_USAGE, message);
    return false;
}

static bool validate(const struct store_review *review, GError **error)
{
    if (!review->status || !g_strv_contains(store_statuses, review->status))
        return refuse(
            error, "a review needs a status: use one of confirmed, false-positive, intentional, fixed");
    if (!review->comment || !*review->comment)
        return refuse(error, "a review needs a comment that says why");
    return (review->author && *review->author) || refuse(error, "a review needs an author");
}

static bool add(
    struct store *store, sqlite3_stmt *insert, const struct store_review *review, bool *added, GError **error)
{
    const char *const texts[] = {
        review->fingerprint, review->at, review->author, review->status, review->comment};
    for (unsigned i = 0; i < G_N_ELEMENTS(texts); i++)
        store_bind_text(insert, (int)i + 1, texts[i]);
    if (review->seen)
        sqlite3_bind_int64(insert, 6, *review->seen);
    bool done = store_run_once(store, insert, error);
    *added = done && sqlite3_changes(store->db) > 0;
    return done;
}

bool store_review(struct store *store, const struct store_review *review, bool *added, GError **error)
{
    if (!validate(review, error))
        return false;
    g_autoptr(sqlite3_stmt) insert = store_prepare(store, sql_add_review, error);
    return insert && add(store, insert, review, added, error);
}

char *store_find_finding(struct store *store, const char *what, GError **error)
{
    g_autoptr(sqlite3_stmt) query = store_prepare(store, sql_find_finding, error);
    g_autoptr(GString) others = g_string_new(NULL);
    g_autofree char *found = NULL;
    enum store_step step = STORE_FAILED;
    unsigned n = 0;
    if (query)
        store_bind_text(query, 1, what);
    while (query && (step = store_step(store, query, error)) == STORE_ROW) {
        g_string_append_printf(
            others, "%s%s (%s)", n ? ", " : "", store_text(query, 0), store_text(query, 1));
        if (n++ == 0)
            found = g_strdup(store_text(query, 0));
    }
    if (step == STORE_FAILED)
        return NULL;
    if (n == 0)
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT,
            "there is no finding `%s`: give FILE:LINE of the latest run, or the beginning of its identity, "
            "which `chanlint review` lists",
            what);
    if (n > 1)
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "`%s` may mean %s: say which", what, others->str);
    return n == 1 ? g_steal_pointer(&found) : NULL;
}

/* -- from a file */

struct import {
    struct store *store;
    sqlite3_stmt *read, *insert;
    int n;
};

static bool import_line(struct import *import, const char *line, bool *valid, GError **error)
{
    store_bind_text(import->read, 1, line);
    enum store_step step = store_step(import->store, import->read, error);
    *valid = step == STORE_ROW;
    bool done = step != STORE_FAILED, added = false;
    if (*valid) {
        const struct store_review review = {
            .fingerprint = store_text(import->read, 0),
            .at = store_text(import->read, 1),
            .author = store_text(import->read, 2),
            .status = store_text(import->read, 3),
            .comment = store_text(import->read, 4),
        };
        done = add(import->store, import->insert, &review, &added, error);
    }
    import->n += added;
    sqlite3_reset(import->read);
    return done;
}

static bool import_lines(struct import *import, const char *path, char **lines, GError **error)
{
    for (unsigned i = 0; lines[i]; i++) {
        bool valid = true;
        if (*g_strstrip(lines[i]) && !import_line(import, lines[i], &valid, error))
            return false;
        if (!valid) {
            g_set_error(error, CHANLINT_ERROR, ERROR_INPUT,
                "%s:%u: not a review as `chanlint review --export` writes it", path, i + 1);
            return false;
        }
    }
    return true;
}

int store_import(struct store *store, const char *path, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autofree char *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, &reason)) {
        g_set_error(error, CHANLINT_ERROR, ERROR_INPUT, "%s", reason->message);
        return -1;
    }
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autoptr(sqlite3_stmt) read = store_prepare(store, sql_read_review, error);
    g_autoptr(sqlite3_stmt) insert = read ? store_prepare(store, sql_add_review, error) : NULL;
    struct import import = {.store = store, .read = read, .insert = insert};
    if (!insert || !store_exec(store, "BEGIN IMMEDIATE", error))
        return -1;
    if (import_lines(&import, path, lines, error) && store_exec(store, "COMMIT", error))
        return import.n;
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return -1;
}
