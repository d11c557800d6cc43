/* The link over programs written as IR by hand: what it takes for a task, a channel, a wake and a peer. */
#include "link/link.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct model_set *models;
static struct arena *arena;

static void setup(void)
{
    g_autoptr(GError) error = NULL;
    models = model_load(SOURCE_DIR "/rules/models", NULL, &error);
    ck_assert_msg(models != NULL, "%s", error ? error->message : "");
    arena = arena_new();
}

static void teardown(void)
{
    model_free(models);
    arena_free(arena);
}

static struct ir_unit *unit_of(const char *name, const char *text)
{
    g_autoptr(GError) error = NULL;
    struct ir_unit *unit = ir_read(arena, name, text, strlen(text), &error);
    ck_assert_msg(unit != NULL, "%s", error ? error->message : "");
    return unit;
}

static struct relations *link_text(const char *text)
{
    struct ir_unit *unit = unit_of("a.c", text);
    return link_program(&(struct link_input){.units = &unit, .n_units = 1, .models = models});
}

/* The row of the first operation of this kind on this line; 0: none. */
static uint32_t op_at(const struct relations *relations, const char *kind, uint32_t line)
{
    for (guint i = 0; i < relations->ops->len; i++) {
        const struct relation_op *op = &g_array_index(relations->ops, struct relation_op, i);
        if (op->line == line && g_str_equal(op->kind, kind))
            return i + 1;
    }
    return 0;
}

static const struct relation_op *op_row(const struct relations *relations, uint32_t id)
{
    ck_assert_uint_ne(id, 0);
    return &g_array_index(relations->ops, struct relation_op, id - 1);
}

static bool is_woken(const struct relations *relations, uint32_t op, const char *kind)
{
    for (guint i = 0; i < relations->wakes->len; i++) {
        const struct relation_wake *wake = &g_array_index(relations->wakes, struct relation_wake, i);
        if (wake->op == op && g_str_equal(wake->kind, kind))
            return true;
    }
    return false;
}

static int depth_of(const struct relations *relations, uint32_t task, uint32_t op)
{
    for (guint i = 0; i < relations->reaches->len; i++) {
        const struct relation_reach *reach = &g_array_index(relations->reaches, struct relation_reach, i);
        if (reach->task == task && reach->op == op)
            return (int)reach->depth;
    }
    return -1;
}

static const char *leaves_of(const struct relations *relations, uint32_t op, uint32_t peer)
{
    for (guint i = 0; i < relations->peers->len; i++) {
        const struct relation_peer *row = &g_array_index(relations->peers, struct relation_peer, i);
        if (row->op == op && row->peer_op == peer)
            return row->leaves ? row->leaves : "stays";
    }
    return "no peer";
}

static const struct relation_task *task_of(const struct relations *relations, const char *body)
{
    for (guint i = 0; i < relations->tasks->len; i++) {
        const struct relation_task *task = &g_array_index(relations->tasks, struct relation_task, i);
        if (g_str_equal(task->body, body))
            return task;
    }
    ck_abort_msg("no task runs %s", body);
    return NULL;
}

/* A bounded queue by hand; %s stands for what the push's loop tests besides the room. */
#define QUEUE(MORE)                                                                                          \
    "unit \"a.c\"\nfile 1 \"a.c\"\n"                                                                         \
    "function push @1:10:6 \"void\"\nparam q \"struct queue *\"\nparam item \"int\"\n"                       \
    "b0:\n  call %1 fn:pthread_mutex_lock (&param0->queue.lock) @1:11:5 \"lock\"\n  jump b1 @1:12:5\n"       \
    "b1:\n  branch (eq param0->queue.len 8) b2 b4 @1:12:12\n" MORE                                           \
    "b3:\n  call %2 fn:pthread_cond_wait (&param0->queue.room &param0->queue.lock) @1:13:9 \"wait\"\n"       \
    "  jump b1 @1:12:5\n"                                                                                    \
    "b4:\n  set (param0->queue.items)[?] param1 @1:14:5\n"                                                   \
    "  set param0->queue.len (add param0->queue.len 1) @1:14:6\n"                                            \
    "  call %3 fn:pthread_cond_signal (&param0->queue.item) @1:15:5 \"signal\"\n"                            \
    "  call %4 fn:pthread_mutex_unlock (&param0->queue.lock) @1:16:5 \"unlock\"\n  return @1:17:1\nend\n"    \
    "function pop @1:20:5 \"int\"\nparam q \"struct queue *\"\n"                                             \
    "b0:\n  call %1 fn:pthread_mutex_lock (&param0->queue.lock) @1:21:5 \"lock\"\n  jump b1 @1:22:5\n"       \
    "b1:\n  branch (eq param0->queue.len 0) b2 b3 @1:22:12\n"                                                \
    "b2:\n  call %2 fn:pthread_cond_wait (&param0->queue.item &param0->queue.lock) @1:23:9 \"wait\"\n"       \
    "  jump b1 @1:22:5\n"                                                                                    \
    "b3:\n  set param0->queue.len (sub param0->queue.len 1) @1:24:5\n"                                       \
    "  set local:item (param0->queue.items)[?] @1:24:9\n"                                                    \
    "  call %3 fn:pthread_cond_signal (&param0->queue.room) @1:25:5 \"signal\"\n"                            \
    "  call %4 fn:pthread_mutex_unlock (&param0->queue.lock) @1:26:5 \"unlock\"\n"                           \
    "  return local:item @1:27:5\nend\n"                                                                     \
    "function static watch @1:30:14 \"void *\"\nparam arg \"void *\"\n"                                      \
    "b0:\n  set local:q param0 @1:31:5\n  jump b1 @1:32:5\n"                                                 \
    "b1:\n  call %1 fn:push (local:q 1) @1:33:9 \"push(q, 1)\"\n  jump b1 @1:32:5\nend\n"                    \
    "function serve @1:40:6 \"void\"\nparam client \"int\"\n"                                                \
    "b0:\n  call %1 fn:calloc (1 64) @1:41:5 \"calloc(1, 64)\"\n  set local:q %1 @1:41:5\n"                  \
    "  call %2 fn:pthread_create (&local:t 0 fn:watch local:q) @1:42:5 \"pthread_create(watch)\"\n"          \
    "  jump b1 @1:43:5\n"                                                                                    \
    "b1:\n  call %3 fn:pop (local:q) @1:44:9 \"pop(q)\"\n  set local:e %3 @1:44:9\n"                         \
    "  call %4 fn:write (param0 &local:e 4) @1:45:9 \"write\"\n  branch (lt %4 0) b2 b1 @1:45:9\n"           \
    "b2:\n  return @1:46:9\nend\n"                                                                           \
    "function main @1:50:5 \"int\"\n"                                                                        \
    "b0:\n  jump b1 @1:51:5\nb1:\n  call %1 fn:serve (3) @1:52:9 \"serve(3)\"\n  jump b1 @1:51:5\nend\n"

START_TEST(hand_made_queue)
{
    struct relations *relations = link_text(QUEUE("b2:\n  jump b3 @1:13:9\n"));
    uint32_t send = op_at(relations, "send", 33), receive = op_at(relations, "receive", 44);
    ck_assert_str_eq(op_row(relations, send)->function, "watch");
    ck_assert_str_eq(op_row(relations, send)->mode, "forever");
    ck_assert_uint_eq(op_row(relations, send)->channel, op_row(relations, receive)->channel);
    ck_assert_int_eq(depth_of(relations, 1, send), 0);
    ck_assert_int_eq(depth_of(relations, 1, receive), -1);
    ck_assert(is_woken(relations, send, "peer"));
    ck_assert(!is_woken(relations, send, "cancel") && !is_woken(relations, send, "close"));
    ck_assert_str_eq(leaves_of(relations, send, receive), "leaves its loop at a.c:45");
    ck_assert_str_eq(task_of(relations, "watch")->repeated, "unbounded");
    ck_assert_uint_eq(relations->exits->len, 0);
    relations_free(relations);
}
END_TEST

/* `while (len == 8 && !closed)`, with somebody who sets closed; whether it signals is the question. */
#define FLAG "b2:\n  branch (eq param0->queue.closed 0) b3 b4 @1:12:30\n"
#define SETTER(SIGNAL)                                                                                       \
    "function stop @1:60:6 \"void\"\nparam q \"struct queue *\"\n"                                           \
    "b0:\n  set param0->queue.closed 1 @1:61:5\n" SIGNAL "  return @1:62:1\nend\n"

START_TEST(stop_flag_wakes)
{
    struct relations *relations = link_text(QUEUE(FLAG)
            SETTER("  call %1 fn:pthread_cond_broadcast (&param0->queue.room) @1:61:9 \"broadcast\"\n"));
    ck_assert(is_woken(relations, op_at(relations, "send", 33), "close"));
    relations_free(relations);
}
END_TEST

START_TEST(stop_flag_without_signal_does_not_wake)
{
    struct relations *relations = link_text(QUEUE(FLAG) SETTER(""));
    ck_assert(!is_woken(relations, op_at(relations, "send", 33), "close"));
    relations_free(relations);
}
END_TEST

START_TEST(stop_flag_that_nobody_sets_does_not_wake)
{
    struct relations *relations = link_text(
        QUEUE(FLAG) "function init @1:60:6 \"void\"\nparam q \"struct queue *\"\n"
                    "b0:\n  set param0->queue.closed 0 @1:61:5\n"
                    "  call %1 fn:pthread_cond_broadcast (&param0->queue.room) @1:61:9 \"broadcast\"\n"
                    "  return @1:62:1\nend\n");
    ck_assert(!is_woken(relations, op_at(relations, "send", 33), "close"));
    relations_free(relations);
}
END_TEST

/* `emit(Channel *c)` sends for two tasks on two channels: two operations at one place. */
START_TEST(wrapper_sends_on_the_channel_it_is_given)
{
    struct relations *relations =
        link_text("unit \"a.c\"\nfile 1 \"a.c\"\n"
                  "function static emit @1:10:6 \"void\"\nparam c \"Channel *\"\n"
                  "b0:\n  call %1 fn:chansendul (param0 1) @1:11:5 \"sendul(c, 1)\"\n  return @1:12:1\nend\n"
                  "function static left @1:20:6 \"void\"\nparam arg \"void *\"\n"
                  "b0:\n  call %1 fn:emit (global:a) @1:21:5 \"emit(a)\"\n  return @1:22:1\nend\n"
                  "function static right @1:30:6 \"void\"\nparam arg \"void *\"\n"
                  "b0:\n  call %1 fn:emit (global:b) @1:31:5 \"emit(b)\"\n  return @1:32:1\nend\n"
                  "function threadmain @1:40:6 \"void\"\n"
                  "b0:\n  call %1 fn:chancreate (8 0) @1:41:5 \"chancreate\"\n  set global:a %1 @1:41:5\n"
                  "  call %2 fn:chancreate (8 4) @1:42:5 \"chancreate\"\n  set global:b %2 @1:42:5\n"
                  "  call %3 fn:threadcreate (fn:left 0 4096) @1:43:5 \"threadcreate(left)\"\n"
                  "  call %4 fn:threadcreate (fn:right 0 4096) @1:44:5 \"threadcreate(right)\"\n"
                  "  return @1:46:1\nend\n");
    unsigned sends = 0;
    for (guint i = 0; i < relations->ops->len; i++) {
        const struct relation_op *op = op_row(relations, i + 1);
        if (!g_str_equal(op->kind, "send"))
            continue;
        const struct relation_channel *channel =
            &g_array_index(relations->channels, struct relation_channel, op->channel - 1);
        bool left = g_str_equal(channel->label, "a");
        ck_assert_uint_eq(op->line, 11);
        ck_assert_int_eq(channel->capacity, left ? 0 : 4);
        ck_assert_int_eq(depth_of(relations, left ? 1 : 2, i + 1), 1);
        ck_assert_int_eq(depth_of(relations, left ? 2 : 1, i + 1), -1);
        ck_assert_str_eq(op->mode, left ? "forever" : "fits");
        sends++;
    }
    ck_assert_uint_eq(sends, 2);
    relations_free(relations);
}
END_TEST

START_TEST(trampoline_runs_what_its_argument_says)
{
    struct relations *relations = link_text(
        "unit \"a.c\"\nfile 1 \"a.c\"\n"
        "function static start @1:10:14 \"void *\"\nparam arg \"void *\"\n"
        "b0:\n  set local:ctx param0 @1:11:5\n"
        "  call %1 local:ctx->ctx.func (local:ctx->ctx.arg) @1:12:5 \"ctx->func(ctx->arg)\"\n"
        "  return 0 @1:13:5\nend\n"
        "function spawn @1:20:6 \"void\"\nparam func \"void (*)(void *)\"\nparam arg \"void *\"\n"
        "b0:\n  call %1 fn:malloc (16) @1:21:5 \"malloc(16)\"\n  set local:ctx %1 @1:21:5\n"
        "  set local:ctx->ctx.func param0 @1:22:5\n  set local:ctx->ctx.arg param1 @1:23:5\n"
        "  call %2 fn:pthread_create (&local:t 0 fn:start local:ctx) @1:24:5 \"pthread_create(start)\"\n"
        "  return @1:25:1\nend\n"
        "function static work @1:30:13 \"void\"\nparam arg \"void *\"\n"
        "b0:\n  call %1 fn:chan_send (param0 0) @1:31:5 \"chan_send(c, 0)\"\n  return @1:32:1\nend\n"
        "function main @1:40:5 \"int\"\n"
        "b0:\n  call %1 fn:chan_init (0) @1:41:5 \"chan_init(0)\"\n  set local:c %1 @1:41:5\n"
        "  call %2 fn:spawn (fn:work local:c) @1:42:5 \"spawn(work, c)\"\n"
        "  call %3 fn:chan_recv (local:c &local:x) @1:43:5 \"chan_recv(c, &x)\"\n"
        "  return 0 @1:44:5\nend\n");
    const struct relation_task *task = task_of(relations, "work");
    ck_assert_uint_eq(task->spawn_line, 42);
    ck_assert_str_eq(task->spawned_in, "main");
    uint32_t send = op_at(relations, "send", 31), receive = op_at(relations, "receive", 43);
    ck_assert_uint_eq(op_row(relations, send)->channel, op_row(relations, receive)->channel);
    ck_assert_int_eq(depth_of(relations, 1, send), 0);
    relations_free(relations);
}
END_TEST

/* alt over {send out, recv stop}: the second branch leads out when its index returns. */
#define ALT(ON_STOP)                                                                                         \
    "unit \"a.c\"\nfile 1 \"a.c\"\n"                                                                         \
    "function static watch @1:10:13 \"void\"\nparam arg \"void *\"\n"                                        \
    "b0:\n  set (local:a)[0].Alt.c global:out @1:11:5\n  set (local:a)[0].Alt.op 1 @1:11:5\n"                \
    "  set (local:a)[1].Alt.c global:stop @1:12:5\n  set (local:a)[1].Alt.op 2 @1:12:5\n"                    \
    "  set (local:a)[2].Alt.op 0 @1:13:5\n  jump b1 @1:14:5\n"                                               \
    "b1:\n  call %1 fn:chanalt (&(local:a)[0]) @1:14:9 \"alt(a)\"\n  switch %1 b1 1..1:b2 @1:14:5\n"         \
    "b2:\n" ON_STOP "end\n"                                                                                  \
    "function threadmain @1:20:6 \"void\"\n"                                                                 \
    "b0:\n  call %1 fn:threadcreate (fn:watch 0 4096) @1:21:5 \"threadcreate(watch)\"\n"                     \
    "  return @1:22:1\nend\n"

START_TEST(select_branch_leads_out)
{
    struct relations *relations = link_text(ALT("  return @1:15:9\n"));
    uint32_t select = op_at(relations, "select", 14);
    ck_assert(is_woken(relations, select, "cancel"));
    ck_assert_uint_eq(op_at(relations, "send", 14), 0);
    ck_assert_uint_eq(relations->clauses->len, 2);
    relations_free(relations);
    relations = link_text(ALT("  jump b1 @1:15:9\n"));
    ck_assert(!is_woken(relations, op_at(relations, "select", 14), "cancel"));
    relations_free(relations);
}
END_TEST

START_TEST(static_functions_of_equal_names_stay_apart)
{
#define UNIT(FILE, BODY, CHANNEL)                                                                            \
    unit_of(FILE, "unit \"" FILE "\"\nfile 1 \"" FILE "\"\n"                                                 \
                  "function static run @1:10:13 \"void\"\nparam arg \"void *\"\n"                            \
                  "b0:\n  call %1 fn:chansendul (global:" CHANNEL " 1) @1:11:5 \"sendul\"\n"                 \
                  "  return @1:12:1\nend\n"                                                                  \
                  "function " BODY " @1:20:6 \"void\"\n"                                                     \
                  "b0:\n  call %1 fn:threadcreate (fn:run 0 4096) @1:21:5 \"threadcreate(run)\"\n"           \
                  "  return @1:22:1\nend\n")
    struct ir_unit *units[] = {UNIT("a.c", "start_a", "a"), UNIT("b.c", "start_b", "b")};
    struct relations *relations =
        link_program(&(struct link_input){.units = units, .n_units = 2, .models = models});
    ck_assert_uint_eq(relations->tasks->len, 2);
    ck_assert_uint_eq(relations->reaches->len, 2);
    for (guint i = 0; i < relations->reaches->len; i++) {
        const struct relation_reach *reach = &g_array_index(relations->reaches, struct relation_reach, i);
        const struct relation_task *task =
            &g_array_index(relations->tasks, struct relation_task, reach->task - 1);
        ck_assert_str_eq(task->spawn_file, op_row(relations, reach->op)->file);
    }
    relations_free(relations);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("link");
    TCase *link = tcase_create("link");
    tcase_add_checked_fixture(link, setup, teardown);
    tcase_add_test(link, hand_made_queue);
    tcase_add_test(link, stop_flag_wakes);
    tcase_add_test(link, stop_flag_without_signal_does_not_wake);
    tcase_add_test(link, stop_flag_that_nobody_sets_does_not_wake);
    tcase_add_test(link, wrapper_sends_on_the_channel_it_is_given);
    tcase_add_test(link, trampoline_runs_what_its_argument_says);
    tcase_add_test(link, select_branch_leads_out);
    tcase_add_test(link, static_functions_of_equal_names_stay_apart);
    suite_add_tcase(suite, link);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
