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

static const struct table tables[] = {
#define C(type, field)                                                                                       \
    {                                                                                                        \
        type, offsetof(struct relation_task, field)                                                          \
    }
    {TABLE("task", tasks, task, true),
        COLUMNS(C(TEXT, kind), C(TEXT, body), C(TEXT, body_file), C(NUMBER, body_line), C(TEXT, spawn_file),
            C(NUMBER, spawn_line), C(NUMBER, spawn_column), C(TEXT, spawn_text), C(TEXT, spawned_in),
            C(TEXT, repeated), C(TEXT, library))},
#undef C
#define C(type, field)                                                                                       \
    {                                                                                                        \
        type, offsetof(struct relation_channel, field)                                                       \
    }
    {TABLE("channel", channels, channel, true),
        COLUMNS(C(TEXT, label), C(TEXT, created_file), C(NUMBER, created_line), C(CAPACITY, capacity),
            C(TEXT, library), C(FLAG, escapes))},
#undef C
#define C(type, field)                                                                                       \
    {                                                                                                        \
        type, offsetof(struct relation_op, field)                                                            \
    }
    {TABLE("op", ops, op, true),
        COLUMNS(C(TEXT, kind), C(REFERENCE, channel), C(TEXT, function), C(TEXT, file), C(NUMBER, line),
            C(NUMBER, column), C(TEXT, mode), C(FLAG, in_loop), C(TEXT, result), C(REFERENCE, select_id),
            C(TEXT, text), C(TEXT, library), C(FLAG, handmade))},
#undef C
#define C(type, field)                                                                                       \
    {                                                                                                        \
        type, offsetof(struct relation_clause, field)                                                        \
    }
    {TABLE("clause", clauses, clause, false),
        COLUMNS(C(REFERENCE, select_op), C(TEXT, kind), C(REFERENCE, channel), C(FLAG, leads_out))},
#undef C
#define C(type, field)                                                                                       \
    {                                                                                                        \
        type, offsetof(struct relation_reach, field)                                                         \
    }
    {TABLE("reach", reaches, reach, false), COLUMNS(C(REFERENCE, task), C(REFERENCE, op), C(NUMBER, depth))},
#undef C
#define C(type, field)                                                                                       \
    {                                                                                                        \
        type, offsetof(struct relation_step, field)                                                          \
    }
    {TABLE("step", steps, step, false), COLUMNS(C(REFERENCE, task), C(REFERENCE, op), C(NUMBER, n),
                                            C(TEXT, file), C(NUMBER, line), C(TEXT, text))},
#undef C
#define C(type, field)                                                                                       \
    {                                                                                                        \
        type, offsetof(struct relation_wake, field)                                                          \
    }
    {TABLE("wake", wakes, wake, false),
        COLUMNS(C(REFERENCE, op), C(TEXT, kind), C(REFERENCE, by_op), C(TEXT, why), C(TEXT, set_in),
            C(TEXT, set_file), C(REFERENCE, set_line))},
#undef C
#define C(type, field)                                                                                       \
    {                                                                                                        \
        type, offsetof(struct relation_exit, field)                                                          \
    }
    {TABLE("exit", exits, exit, false),
        COLUMNS(C(REFERENCE, task), C(TEXT, kind), C(REFERENCE, op), C(TEXT, why))},
#undef C
#define C(type, field)                                                                                       \
    {                                                                                                        \
        type, offsetof(struct relation_peer, field)                                                          \
    }
    {TABLE("peer", peers, peer, false), COLUMNS(C(REFERENCE, op), C(REFERENCE, peer_op), C(TEXT, leaves),
                                            C(FLAG, again), C(FLAG, abandons), C(FLAG, below))},
#undef C
#define C(type, field)                                                                                       \
    {                                                                                                        \
        type, offsetof(struct relation_token, field)                                                         \
    }
    {TABLE("cancel_token", tokens, token, false),
        COLUMNS(C(REFERENCE, task), C(REFERENCE, op), C(TEXT, place), C(TEXT, file), C(NUMBER, line))},
#undef C
#define C(type, field)                                                                                       \
    {                                                                                                        \
        type, offsetof(struct relation_joined, field)                                                        \
    }
    {TABLE("joined", joined, joined, false), COLUMNS(C(REFERENCE, op), C(REFERENCE, task))},
#undef C
#define C(type, field)                                                                                       \
    {                                                                                                        \
        type, offsetof(struct relation_joined_send, field)                                                   \
    }
    {TABLE("joined_send", joined_sends, joined_send, false),
        COLUMNS(C(REFERENCE, op), C(REFERENCE, task), C(REFERENCE, join_op), C(TEXT, leaves))},
#undef C
#define C(type, field)                                                                                       \
    {                                                                                                        \
        type, offsetof(struct relation_lock_held, field)                                                     \
    }
    {TABLE("lock_held", locks_held, lock_held, false),
        COLUMNS(C(REFERENCE, op), C(REFERENCE, task), C(TEXT, lock), C(TEXT, file), C(NUMBER, line))},
#undef C
#define C(type, field)                                                                                       \
    {                                                                                                        \
        type, offsetof(struct relation_lock_needed, field)                                                   \
    }
    {TABLE("lock_needed", locks_needed, lock_needed, false),
        COLUMNS(C(REFERENCE, op), C(REFERENCE, task), C(TEXT, lock), C(REFERENCE, peer_op), C(FLAG, certain),
            C(TEXT, file), C(NUMBER, line))},
#undef C
#define C(type, field)                                                                                       \
    {                                                                                                        \
        type, offsetof(struct relation_unheard_flag, field)                                                  \
    }
    {TABLE("unheard_flag", unheard_flags, unheard_flag, false),
        COLUMNS(C(REFERENCE, op), C(TEXT, flag), C(TEXT, setter), C(TEXT, file), C(NUMBER, line))},
#undef C
#define C(type, field)                                                                                       \
    {                                                                                                        \
        type, offsetof(struct relation_unheeded, field)                                                      \
    }
    {TABLE("unheeded", unheeded, unheeded, false),
        COLUMNS(C(REFERENCE, op), C(REFERENCE, task), C(TEXT, kind), C(REFERENCE, by_op), C(FLAG, endless))},
#undef C
#define C(type, field)                                                                                       \
    {                                                                                                        \
        type, offsetof(struct relation_lost, field)                                                          \
    }
    {TABLE("lost_cancel", lost, lost, false),
        COLUMNS(C(REFERENCE, task), C(REFERENCE, by_op), C(TEXT, file), C(NUMBER, line))},
#undef C
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
