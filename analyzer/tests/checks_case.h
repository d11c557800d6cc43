/* What the tests of the checks share: hand-made relations, and what is found in them. */
#ifndef CHANLINT_CHECKS_CASE_H
#define CHANLINT_CHECKS_CASE_H

#include "sample.h"

static const char *const other_wakes[] = {"timeout", "cancel", "close", "kill"};

static const char *const other_modes[] = {"timeout", "nonblocking", "fits", "never"};

/* "level check" of each finding, in order, joined by ", " */
static inline char *findings(const struct relations *relations)
{
    struct store *store = store_open(":memory:", NULL);
    sample_save(store, relations, "/nowhere");
    char *found = sample_query(store,
        "SELECT coalesce(group_concat(level || ' ' || check_name, ', '), '') FROM "
        "(SELECT level, check_name FROM occurrence JOIN finding ON finding.id = occurrence.finding "
        "ORDER BY file, line, check_name)");
    store_close(store);
    return found;
}

static inline char *said(const struct relations *relations, const char *query)
{
    struct store *store = store_open(":memory:", NULL);
    sample_save(store, relations, "/nowhere");
    char *found = sample_query(store, query);
    store_close(store);
    return found;
}

static inline char *message(const struct relations *relations)
{
    return said(relations, "SELECT message FROM occurrence");
}

static inline void expect(struct relations *relations, const char *expected)
{
    g_autofree char *found = findings(relations);
    ck_assert_str_eq(found, expected);
    relations_free(relations);
}

static inline void add_receiver(struct relations *r, const char *function, const char *leaves)
{
    ADD(r->ops, op, .kind = "receive", .channel = OUT, .function = function, .file = "src/log.c", .line = 7,
        .column = 5, .mode = "forever", .text = "queue_pop(p->out)");
    ADD(r->peers, peer, .op = SEND, .peer_op = r->ops->len, .leaves = leaves);
}

static inline void add_join(struct relations *r, const char *leaves)
{
    ADD(r->ops, op, .kind = "join", .function = "serve_client", .file = "src/server.c", .line = 50,
        .column = 5, .mode = "forever", .text = "pthread_join(t, NULL)");
    ADD(r->joined, joined, .op = r->ops->len, .task = WATCH);
    ADD(r->joined_sends, joined_send, .op = SEND, .task = WATCH, .join_op = r->ops->len, .leaves = leaves);
}

#endif
