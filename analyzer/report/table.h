/* Rows for people: columns as wide as their widest cell. Private to report/. */
#ifndef CHANLINT_TABLE_H
#define CHANLINT_TABLE_H

#include "store/store.h"

struct table;

/* `titles` end with NULL, and outlive the table. */
struct table *table_new(const char *const *titles);
void table_free(struct table *table);

/* A row below the others. Cells are cleaned for the terminal; `color` is an escape sequence or "". */
void table_add_row(struct table *table);
void table_set(struct table *table, unsigned column, const char *color, const char *text);

/* Appends the table, nothing when it has no rows. Colours end with `off`. */
void table_print(const struct table *table, const char *off, GString *out);

/* Appends a table of all rows of the query, whose columns are those of `titles`. False and an error when it
 * fails. */
bool table_print_query(
    struct store *store, sqlite3_stmt *query, const char *const *titles, GString *out, GError **error);

#endif
