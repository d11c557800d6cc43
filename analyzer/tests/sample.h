/* A small program as relations: for each client, serve_client makes a channel, starts poller_watch on it and
 * receives until the client is gone; poller_watch sends without end. Tests change what they are about. */
#ifndef CHANLINT_TEST_SAMPLE_H
#define CHANLINT_TEST_SAMPLE_H

#include "folder.h"
#include "link/relations.h"
#include "store/store.h"
#include "suite.h"

#include <check.h>
#include <stdlib.h>

#define ADD(rows, noun, ...) g_array_append_vals((rows), &(struct relation_##noun){__VA_ARGS__}, 1)
#define ROW(rows, noun, id) (&g_array_index((rows), struct relation_##noun, (id)-1))

enum { WATCH = 1 }; /* the task */
enum { OUT = 1 }; /* the channel */
enum { SEND = 1, RECEIVE }; /* the operations */

static inline struct relations *sample_new(void)
{
    struct relations *r = relations_new();
    ADD(r->tasks, task, .kind = "thread", .body = "poller_watch", .body_file = "src/poller.c", .body_line = 3,
        .spawn_file = "src/server.c", .spawn_line = 40, .spawn_column = 5,
        .spawn_text = "pthread_create(&t, NULL, poller_watch, p)", .spawned_in = "serve_client",
        .repeated = "unbounded", .library = "pthread");
    ADD(r->channels, channel, .label = "poller.out", .created_file = "src/server.c", .created_line = 38,
        .capacity = 16, .library = "pthread");
    ADD(r->ops, op, .kind = "send", .channel = OUT, .function = "poller_watch", .file = "src/poller.c",
        .line = 6, .column = 2, .mode = "forever", .in_loop = 1, .result = "ignored",
        .text = "queue_push(p->out, &e)", .library = "pthread", .handmade = 1);
    ADD(r->ops, op, .kind = "receive", .channel = OUT, .function = "serve_client", .file = "src/server.c",
        .line = 44, .column = 9, .mode = "forever", .in_loop = 1, .result = "tested",
        .text = "queue_pop(p->out)", .library = "pthread", .handmade = 1);
    ADD(r->reaches, reach, .task = WATCH, .op = SEND, .depth = 0);
    ADD(r->steps, step, .task = WATCH, .op = SEND, .n = 0, .file = "src/server.c", .line = 40,
        .text = "pthread_create(&t, NULL, poller_watch, p)");
    ADD(r->peers, peer, .op = SEND, .peer_op = RECEIVE, .leaves = "returns early");
    ADD(r->peers, peer, .op = RECEIVE, .peer_op = SEND);
    ADD(r->wakes, wake, .op = SEND, .kind = "peer", .by_op = RECEIVE, .why = "takes the value");
    ADD(r->exits, exit, .task = WATCH, .kind = "returns", .why = "at its end");
    return r;
}

static inline GPtrArray *sample_checks(void)
{
    GError *error = NULL;
    GPtrArray *checks = store_checks_load(SOURCE_DIR "/rules/checks", &error);
    ck_assert_msg(checks != NULL, "%s", error ? error->message : "");
    return checks;
}

/* Saves a run over `relations` with the checks of the rules folder; the run's number. */
static inline int64_t sample_save(struct store *store, const struct relations *relations, const char *root)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) checks = sample_checks();
    const struct store_run run = {
        .root = root, .version = "1", .clang_version = "19", .files = 3, .parsed = 2};
    int64_t id = store_save(store, &run, relations, checks, &error);
    ck_assert_msg(id != 0, "%s", error ? error->message : "");
    return id;
}

static inline void sample_write(const char *folder, const char *file, const char *text)
{
    g_autofree char *path = g_build_filename(folder, file, NULL);
    g_autofree char *parent = g_path_get_dirname(path);
    ck_assert_int_eq(g_mkdir_with_parents(parent, 0777), 0);
    ck_assert(g_file_set_contents(path, text, -1, NULL));
}

/* The first column of the first row, as text. */
static inline char *sample_query(struct store *store, const char *sql)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(sqlite3_stmt) query = store_prepare(store, sql, &error);
    ck_assert_msg(query != NULL, "%s", error ? error->message : "");
    ck_assert_int_eq(store_step(store, query, NULL), STORE_ROW);
    return g_strdup(store_text(query, 0));
}

#endif
