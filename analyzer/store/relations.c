/* The relations as rows: each table's columns in the order of store/schema.sql. */
#include "store/internal.h"

enum column_type {
    TEXT, /* NULL stays NULL */
    NUMBER, /* uint32_t */
    FLAG, /* int */
    REFERENCE, /* uint32_t, 0 is NULL */
    CAPACITY /* int64_t, INT64_MIN is NULL */
};

struct column {
    enum column_type type;
    gsize offset;
};

struct table {
    const char *name;
    gsize rows; /* where in struct relations its GArray is */
    gsize row_size;
    bool has_id; /* row i has id i + 1 */
    unsigned n_columns;
    struct column columns[16];
};

#define COLUMNS(...)                                                                                         \
    (sizeof((struct column[]){__VA_ARGS__}) / sizeof(struct column)),                                        \
    {                                                                                                        \
        __VA_ARGS__                                                                                          \
    }
#define TABLE(name, rows, noun, has_id)                                                                      \
    name, offsetof(struct relations, rows), sizeof(struct relation_##noun), has_id

/* A column of struct relation_NOUN. */
#define C(noun, type, field)                                                                                 \
    {                                                                                                        \
        type, offsetof(struct relation_##noun, field)                                                        \
    }

static const struct table tables[] = {
    {TABLE("task", tasks, task, true),
        COLUMNS(C(task, TEXT, kind), C(task, TEXT, body), C(task, TEXT, body_file),
            C(task, NUMBER, body_line), C(task, TEXT, spawn_file), C(task, NUMBER, spawn_line),
            C(task, NUMBER, spawn_column), C(task, TEXT, spawn_text), C(task, TEXT, spawned_in),
            C(task, TEXT, repeated), C(task, TEXT, library))},
    {TABLE("channel", channels, channel, true),
        COLUMNS(C(channel, TEXT, label), C(channel, TEXT, created_file), C(channel, NUMBER, created_line),
            C(channel, CAPACITY, capacity), C(channel, TEXT, library), C(channel, FLAG, escapes))},
    {TABLE("op", ops, op, true),
        COLUMNS(C(op, TEXT, kind), C(op, REFERENCE, channel), C(op, TEXT, function), C(op, TEXT, file),
            C(op, NUMBER, line), C(op, NUMBER, column), C(op, TEXT, mode), C(op, FLAG, in_loop),
            C(op, TEXT, result), C(op, REFERENCE, select_id), C(op, TEXT, text), C(op, TEXT, library),
            C(op, FLAG, handmade))},
    {TABLE("clause", clauses, clause, false), COLUMNS(C(clause, REFERENCE, select_op), C(clause, TEXT, kind),
                                                  C(clause, REFERENCE, channel), C(clause, FLAG, leads_out))},
    {TABLE("reach", reaches, reach, false),
        COLUMNS(C(reach, REFERENCE, task), C(reach, REFERENCE, op), C(reach, NUMBER, depth))},
    {TABLE("step", steps, step, false),
        COLUMNS(C(step, REFERENCE, task), C(step, REFERENCE, op), C(step, NUMBER, n), C(step, TEXT, file),
            C(step, NUMBER, line), C(step, TEXT, text))},
    {TABLE("wake", wakes, wake, false),
        COLUMNS(C(wake, REFERENCE, op), C(wake, TEXT, kind), C(wake, REFERENCE, by_op), C(wake, TEXT, why),
            C(wake, TEXT, set_in), C(wake, TEXT, set_file), C(wake, REFERENCE, set_line))},
    {TABLE("exit", exits, exit, false),
        COLUMNS(C(exit, REFERENCE, task), C(exit, TEXT, kind), C(exit, REFERENCE, op), C(exit, TEXT, why))},
    {TABLE("peer", peers, peer, false),
        COLUMNS(C(peer, REFERENCE, op), C(peer, REFERENCE, peer_op), C(peer, TEXT, leaves),
            C(peer, FLAG, again), C(peer, FLAG, abandons), C(peer, FLAG, below), C(peer, FLAG, tied))},
    {TABLE("cancel_token", tokens, token, false),
        COLUMNS(C(token, REFERENCE, task), C(token, REFERENCE, op), C(token, TEXT, place),
            C(token, TEXT, file), C(token, NUMBER, line))},
    {TABLE("joined", joined, joined, false), COLUMNS(C(joined, REFERENCE, op), C(joined, REFERENCE, task))},
    {TABLE("joined_send", joined_sends, joined_send, false),
        COLUMNS(C(joined_send, REFERENCE, op), C(joined_send, REFERENCE, task),
            C(joined_send, REFERENCE, join_op), C(joined_send, TEXT, leaves))},
    {TABLE("lock_held", locks_held, lock_held, false),
        COLUMNS(C(lock_held, REFERENCE, op), C(lock_held, REFERENCE, task), C(lock_held, TEXT, lock),
            C(lock_held, TEXT, file), C(lock_held, NUMBER, line))},
    {TABLE("lock_needed", locks_needed, lock_needed, false),
        COLUMNS(C(lock_needed, REFERENCE, op), C(lock_needed, REFERENCE, task), C(lock_needed, TEXT, lock),
            C(lock_needed, REFERENCE, peer_op), C(lock_needed, FLAG, certain), C(lock_needed, TEXT, file),
            C(lock_needed, NUMBER, line))},
    {TABLE("unheard_flag", unheard_flags, unheard_flag, false),
        COLUMNS(C(unheard_flag, REFERENCE, op), C(unheard_flag, TEXT, flag), C(unheard_flag, TEXT, setter),
            C(unheard_flag, TEXT, file), C(unheard_flag, NUMBER, line), C(unheard_flag, FLAG, single))},
    {TABLE("straggler", stragglers, straggler, false),
        COLUMNS(C(straggler, REFERENCE, op), C(straggler, REFERENCE, task))},
    {TABLE("overslept", overslept, overslept, false),
        COLUMNS(C(overslept, REFERENCE, op), C(overslept, REFERENCE, task), C(overslept, TEXT, flag),
            C(overslept, FLAG, late), C(overslept, TEXT, setter), C(overslept, TEXT, file),
            C(overslept, NUMBER, line), C(overslept, REFERENCE, join_op))},
    {TABLE("unheeded", unheeded, unheeded, false),
        COLUMNS(C(unheeded, REFERENCE, op), C(unheeded, REFERENCE, task), C(unheeded, TEXT, kind),
            C(unheeded, REFERENCE, by_op), C(unheeded, FLAG, endless))},
    {TABLE("lost_cancel", lost, lost, false), COLUMNS(C(lost, REFERENCE, task), C(lost, REFERENCE, by_op),
                                                  C(lost, TEXT, file), C(lost, NUMBER, line))},
    {TABLE("fix", fixes, fix, false),
        COLUMNS(C(fix, TEXT, library), C(fix, TEXT, kind), C(fix, TEXT, words))},
    {TABLE("proposal", proposals, proposal, false),
        COLUMNS(C(proposal, REFERENCE, op), C(proposal, NUMBER, n), C(proposal, TEXT, verb),
            C(proposal, TEXT, file), C(proposal, NUMBER, line), C(proposal, NUMBER, column),
            C(proposal, TEXT, word), C(proposal, TEXT, text))},
};

static void bind_column(sqlite3_stmt *insert, int n, enum column_type type, const void *value)
{
    int64_t number = 0;
    switch (type) {
    case TEXT:
        store_bind_text(insert, n, *(const char *const *)value);
        return;
    case NUMBER:
    case REFERENCE:
        number = *(const uint32_t *)value;
        break;
    case FLAG:
        number = *(const int *)value;
        break;
    case CAPACITY:
        number = *(const int64_t *)value;
        break;
    }
    if ((type == REFERENCE && number == 0) || (type == CAPACITY && number == INT64_MIN))
        sqlite3_bind_null(insert, n);
    else
        sqlite3_bind_int64(insert, n, number);
}

static sqlite3_stmt *prepare_insert(struct store *store, const struct table *table, GError **error)
{
    GString *sql = g_string_new(NULL);
    g_string_printf(sql, "INSERT INTO %s VALUES (?", table->name);
    for (unsigned i = 1; i < table->n_columns + table->has_id; i++)
        g_string_append(sql, ", ?");
    g_string_append(sql, ") ON CONFLICT DO NOTHING"); /* relations are sets */
    sqlite3_stmt *insert = store_prepare(store, sql->str, error);
    g_string_free(sql, TRUE);
    return insert;
}

static bool save_table(
    struct store *store, const struct table *table, const struct relations *relations, GError **error)
{
    const GArray *rows = *(GArray *const *)((const char *)relations + table->rows);
    g_autoptr(sqlite3_stmt) insert = prepare_insert(store, table, error);
    if (!insert)
        return false;
    for (guint row = 0; row < rows->len; row++) {
        const char *fields = rows->data + row * table->row_size;
        if (table->has_id)
            sqlite3_bind_int64(insert, 1, row + 1);
        for (unsigned i = 0; i < table->n_columns; i++)
            bind_column(insert, (int)(i + 1 + table->has_id), table->columns[i].type,
                fields + table->columns[i].offset);
        if (!store_run_once(store, insert, error))
            return false;
    }
    return true;
}

bool relations_save(struct store *store, const struct relations *relations, GError **error)
{
    for (size_t i = 0; i < G_N_ELEMENTS(tables); i++) {
        g_autofree char *empty = g_strdup_printf("DELETE FROM %s", tables[i].name);
        if (!store_exec(store, empty, error) || !save_table(store, &tables[i], relations, error))
            return false;
    }
    return true;
}
