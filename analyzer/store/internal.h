/* What the files of store/ share. */
#ifndef CHANLINT_STORE_INTERNAL_H
#define CHANLINT_STORE_INTERNAL_H

#include "store/store.h"

struct store {
    sqlite3 *db;
    char *path;
};

/* Turns SQLite's last error into ours: what is wrong with the database and what to do. Always false. */
bool store_fail(struct store *store, GError **error);

/* Gives SQL uri(path), path(uri), xml(text) and fingerprint(values...). */
void functions_add(sqlite3 *db);

/* Fills the tables of the relations. */
bool relations_save(struct store *store, const struct relations *relations, GError **error);

/* Runs the checks over the relations and keeps what they find as `run`'s. */
bool checks_run(struct store *store, int64_t run, GPtrArray *checks, GError **error);

/* Keeps what comments in the source under `root` say of the run's findings; false when one lacks a reason. */
bool suppressions_apply(struct store *store, int64_t run, const char *root, GError **error);

/* Keeps which comments of `files` say nothing of any finding of the run. */
bool suppressions_find_stale(
    struct store *store, int64_t run, const char *root, const char *const *files, GError **error);

#endif
