/* What a profile says of the latest run. */
#include "store/internal.h"

#include "store/sql.h"

static bool add_frames(
    struct store *store, sqlite3_stmt *add, guint id, const struct profile_stack *stack, GError **error)
{
    bool done = true;
    for (guint n = 0; done && n < stack->frames->len; n++) {
        const struct profile_frame *frame = &g_array_index(stack->frames, struct profile_frame, n);
        sqlite3_bind_int64(add, 1, id);
        sqlite3_bind_int64(add, 2, n);
        store_bind_text(add, 3, frame->function);
        store_bind_text(add, 4, frame->file);
        sqlite3_bind_int64(add, 5, frame->line);
        done = store_run_once(store, add, error);
    }
    return done;
}

static bool add_stacks(struct store *store, const struct profile *profile, GError **error)
{
    g_autoptr(sqlite3_stmt) add = store_prepare(store, sql_observe_stack, error);
    g_autoptr(sqlite3_stmt) add_frame = add ? store_prepare(store, sql_observe_frame, error) : NULL;
    bool done = add_frame != NULL;
    for (guint i = 0; done && i < profile->stacks->len; i++) {
        const struct profile_stack *stack = g_ptr_array_index(profile->stacks, i);
        sqlite3_bind_int64(add, 1, i);
        sqlite3_bind_int64(add, 2, (int64_t)stack->tasks);
        done = store_run_once(store, add, error) && add_frames(store, add_frame, i, stack, error);
    }
    return done;
}

static bool keep(struct store *store, const char *source, GError **error)
{
    g_autoptr(sqlite3_stmt) insert = store_prepare(store, sql_observe_keep, error);
    if (!insert)
        return false;
    store_bind_text(insert, 1, source);
    return store_run_once(store, insert, error);
}

bool store_observe(struct store *store, const struct profile *profile, const char *source, GError **error)
{
    bool done = store_exec(store, "BEGIN IMMEDIATE", error);
    if (done && store_exec(store, sql_observe_tables, error) && add_stacks(store, profile, error) &&
        store_exec(store, sql_observe_match, error) && keep(store, source, error) &&
        store_exec(store, "COMMIT", error))
        return true;
    if (done)
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return false;
}
