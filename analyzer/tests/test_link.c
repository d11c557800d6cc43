/* The link over programs written as IR by hand: what it takes for a task, a channel, a wake and a peer. */
#include "link_case.h"

static bool is_woken(uint32_t op, const char *kind)
{
    for (guint i = 0; i < rel->wakes->len; i++) {
        const struct relation_wake *wake = &g_array_index(rel->wakes, struct relation_wake, i);
        if (wake->op == op && g_str_equal(wake->kind, kind))
            return true;
    }
    return false;
}

/* A bounded queue by hand. */
#define QUEUE                                                                                                \
    "function push @1:10:6 \"void\"\nparam q \"struct queue *\"\nparam item \"int\"\n"                       \
    "b0:\n  call %1 fn:pthread_mutex_lock (&param0->queue.lock) @1:11:5 \"lock\"\n  jump b1 @1:12:5\n"       \
    "b1:\n  branch (eq param0->queue.len 8) b2 b4 @1:12:12\n"                                                \
    "b2:\n  jump b3 @1:13:9\n"                                                                               \
    "b3:\n  call %2 fn:pthread_cond_wait (&param0->queue.room &param0->queue.lock) @1:13:9 \"wait\"\n"       \
    "  jump b1 @1:12:5\n"                                                                                    \
    "b4:\n  set (param0->queue.items)[?] param1 @1:14:5\n"                                                   \
    "  set param0->queue.len (add param0->queue.len 1) @1:14:6\n"                                            \
    "  call %3 fn:pthread_cond_signal (&param0->queue.item) @1:15:5 \"signal\"\n"                            \
    "  call %4 fn:pthread_mutex_unlock (&param0->queue.lock) @1:16:5 \"unlock\"\n  return @1:17:1\n"         \
    "function pop @1:20:5 \"int\"\nparam q \"struct queue *\"\n"                                             \
    "b0:\n  call %1 fn:pthread_mutex_lock (&param0->queue.lock) @1:21:5 \"lock\"\n  jump b1 @1:22:5\n"       \
    "b1:\n  branch (eq param0->queue.len 0) b2 b3 @1:22:12\n"                                                \
    "b2:\n  call %2 fn:pthread_cond_wait (&param0->queue.item &param0->queue.lock) @1:23:9 \"wait\"\n"       \
    "  jump b1 @1:22:5\n"                                                                                    \
    "b3:\n  set param0->queue.len (sub param0->queue.len 1) @1:24:5\n"                                       \
    "  set local:item (param0->queue.items)[?] @1:24:9\n"                                                    \
    "  call %3 fn:pthread_cond_signal (&param0->queue.room) @1:25:5 \"signal\"\n"                            \
    "  call %4 fn:pthread_mutex_unlock (&param0->queue.lock) @1:26:5 \"unlock\"\n"                           \
    "  return local:item @1:27:5\n"                                                                          \
    "function static watch @1:30:14 \"void *\"\nparam arg \"void *\"\n"                                      \
    "b0:\n  set local:q param0 @1:31:5\n  jump b1 @1:32:5\n"                                                 \
    "b1:\n  call %1 fn:push (local:q 1) @1:33:9 \"push(q, 1)\"\n  jump b1 @1:32:5\n"                         \
    "function serve @1:40:6 \"void\"\nparam client \"int\"\n"                                                \
    "b0:\n  call %1 fn:calloc (1 64) @1:41:5 \"calloc(1, 64)\"\n  set local:q %1 @1:41:5\n"                  \
    "  call %2 fn:pthread_create (&local:t 0 fn:watch local:q) @1:42:5 \"pthread_create(watch)\"\n"          \
    "  jump b1 @1:43:5\n"                                                                                    \
    "b1:\n  call %3 fn:pop (local:q) @1:44:9 \"pop(q)\"\n  set local:e %3 @1:44:9\n"                         \
    "  call %4 fn:write (param0 &local:e 4) @1:45:9 \"write\"\n  branch (lt %4 0) b2 b1 @1:45:9\n"           \
    "b2:\n  return @1:46:9\n"                                                                                \
    "function main @1:50:5 \"int\"\n"                                                                        \
    "b0:\n  jump b1 @1:51:5\nb1:\n  call %1 fn:serve (3) @1:52:9 \"serve(3)\"\n  jump b1 @1:51:5\n"

START_TEST(hand_made_queue)
{
    link_text(QUEUE);
    uint32_t send = op_at("send", 33), receive = op_at("receive", 44);
    ck_assert_str_eq(op_row(send)->function, "watch");
    ck_assert_str_eq(op_row(send)->mode, "forever");
    ck_assert_uint_eq(op_row(send)->channel, op_row(receive)->channel);
    ck_assert_int_eq(depth_of(1, send), 0);
    ck_assert_int_eq(depth_of(1, receive), -1);
    ck_assert(is_woken(send, "peer"));
    ck_assert(!is_woken(send, "cancel") && !is_woken(send, "close"));
    ck_assert_str_eq(leaves_of(33, 44), "leaves its loop at a.c:45");
    ck_assert_str_eq(task_of("watch")->repeated, "unbounded");
    ck_assert_uint_eq(rel->exits->len, 0);
}
END_TEST

/* `emit(Channel *c)` sends for two tasks on two channels: two operations at one place. */
START_TEST(wrapper_sends_on_the_channel_it_is_given)
{
    link_text("function static emit @1:10:6 \"void\"\nparam c \"Channel *\"\n"
              "b0:\n  call %1 fn:chansendul (param0 1) @1:11:5 \"sendul(c, 1)\"\n  return @1:12:1\n"
              "function static left @1:20:6 \"void\"\nparam arg \"void *\"\n"
              "b0:\n  call %1 fn:emit (global:a) @1:21:5 \"emit(a)\"\n  return @1:22:1\n"
              "function static right @1:30:6 \"void\"\nparam arg \"void *\"\n"
              "b0:\n  call %1 fn:emit (global:b) @1:31:5 \"emit(b)\"\n  return @1:32:1\n"
              "function threadmain @1:40:6 \"void\"\n"
              "b0:\n  call %1 fn:chancreate (8 0) @1:41:5 \"chancreate\"\n  set global:a %1 @1:41:5\n"
              "  call %2 fn:chancreate (8 4) @1:42:5 \"chancreate\"\n  set global:b %2 @1:42:5\n"
              "  call %3 fn:threadcreate (fn:left 0 4096) @1:43:5 \"threadcreate(left)\"\n"
              "  call %4 fn:threadcreate (fn:right 0 4096) @1:44:5 \"threadcreate(right)\"\n"
              "  return @1:46:1\n");
    unsigned sends = 0;
    for (guint i = 0; i < rel->ops->len; i++) {
        const struct relation_op *op = op_row(i + 1);
        if (!g_str_equal(op->kind, "send"))
            continue;
        const struct relation_channel *channel = channel_row(op->channel);
        bool left = g_str_equal(channel->label, "a");
        ck_assert_uint_eq(op->line, 11);
        ck_assert_int_eq(channel->capacity, left ? 0 : 4);
        ck_assert_int_eq(depth_of(left ? 1 : 2, i + 1), 1);
        ck_assert_int_eq(depth_of(left ? 2 : 1, i + 1), -1);
        ck_assert_str_eq(op->mode, left ? "forever" : "fits");
        sends++;
    }
    ck_assert_uint_eq(sends, 2);
}
END_TEST

START_TEST(trampoline_runs_what_its_argument_says)
{
    link_text(
        "function static start @1:10:14 \"void *\"\nparam arg \"void *\"\n"
        "b0:\n  set local:ctx param0 @1:11:5\n"
        "  call %1 local:ctx->ctx.func (local:ctx->ctx.arg) @1:12:5 \"ctx->func(ctx->arg)\"\n"
        "  return 0 @1:13:5\n"
        "function spawn @1:20:6 \"void\"\nparam func \"void (*)(void *)\"\nparam arg \"void *\"\n"
        "b0:\n  call %1 fn:malloc (16) @1:21:5 \"malloc(16)\"\n  set local:ctx %1 @1:21:5\n"
        "  set local:ctx->ctx.func param0 @1:22:5\n  set local:ctx->ctx.arg param1 @1:23:5\n"
        "  call %2 fn:pthread_create (&local:t 0 fn:start local:ctx) @1:24:5 \"pthread_create(start)\"\n"
        "  return @1:25:1\n"
        "function static work @1:30:13 \"void\"\nparam arg \"void *\"\n"
        "b0:\n  call %1 fn:chan_send (param0 0) @1:31:5 \"chan_send(c, 0)\"\n  return @1:32:1\n"
        "function main @1:40:5 \"int\"\n"
        "b0:\n  call %1 fn:chan_init (0) @1:41:5 \"chan_init(0)\"\n  set local:c %1 @1:41:5\n"
        "  call %2 fn:spawn (fn:work local:c) @1:42:5 \"spawn(work, c)\"\n"
        "  call %3 fn:chan_recv (local:c &local:x) @1:43:5 \"chan_recv(c, &x)\"\n"
        "  return 0 @1:44:5\n");
    const struct relation_task *task = task_of("work");
    ck_assert_uint_eq(task->spawn_line, 42);
    ck_assert_str_eq(task->spawned_in, "main");
    uint32_t send = op_at("send", 31), receive = op_at("receive", 43);
    ck_assert_uint_eq(op_row(send)->channel, op_row(receive)->channel);
    ck_assert_int_eq(depth_of(1, send), 0);
}
END_TEST

/* alt over {send out, recv stop}: the second branch leads out when its index returns. */
#define ALT(ON_STOP)                                                                                         \
    "function static watch @1:10:13 \"void\"\nparam arg \"void *\"\n"                                        \
    "b0:\n  set (local:a)[0].Alt.c global:out @1:11:5\n  set (local:a)[0].Alt.op 1 @1:11:5\n"                \
    "  set (local:a)[1].Alt.c global:stop @1:12:5\n  set (local:a)[1].Alt.op 2 @1:12:5\n"                    \
    "  set (local:a)[2].Alt.op 0 @1:13:5\n  jump b1 @1:14:5\n"                                               \
    "b1:\n  call %1 fn:chanalt (&(local:a)[0]) @1:14:9 \"alt(a)\"\n  switch %1 b1 1..1:b2 @1:14:5\n"         \
    "b2:\n" ON_STOP "function threadmain @1:20:6 \"void\"\n"                                                 \
    "b0:\n  call %1 fn:threadcreate (fn:watch 0 4096) @1:21:5 \"threadcreate(watch)\"\n"                     \
    "  return @1:22:1\n"

START_TEST(select_branch_leads_out)
{
    link_text(ALT("  return @1:15:9\n"));
    uint32_t select = op_at("select", 14);
    ck_assert(is_woken(select, "cancel"));
    ck_assert_uint_eq(op_at("send", 14), 0);
    ck_assert_uint_eq(rel->clauses->len, 2);
    link_text(ALT("  jump b1 @1:15:9\n"));
    ck_assert(!is_woken(op_at("select", 14), "cancel"));
}
END_TEST

START_TEST(static_functions_of_equal_names_stay_apart)
{
#define UNIT(FILE, BODY, CHANNEL)                                                                            \
    unit_of(FILE, "function static run @1:10:13 \"void\"\nparam arg \"void *\"\n"                            \
                  "b0:\n  call %1 fn:chansendul (global:" CHANNEL " 1) @1:11:5 \"sendul\"\n"                 \
                  "  return @1:12:1\n"                                                                       \
                  "function " BODY " @1:20:6 \"void\"\n"                                                     \
                  "b0:\n  call %1 fn:threadcreate (fn:run 0 4096) @1:21:5 \"threadcreate(run)\"\n"           \
                  "  return @1:22:1\n")
    struct ir_unit *units[] = {UNIT("a.c", "start_a", "a"), UNIT("b.c", "start_b", "b")};
    link_units(units, 2);
    ck_assert_uint_eq(rel->tasks->len, 2);
    ck_assert_uint_eq(rel->reaches->len, 2);
    for (guint i = 0; i < rel->reaches->len; i++) {
        const struct relation_reach *reach = &g_array_index(rel->reaches, struct relation_reach, i);
        const struct relation_task *task = &g_array_index(rel->tasks, struct relation_task, reach->task - 1);
        ck_assert_str_eq(task->spawn_file, op_row(reach->op)->file);
    }
}
END_TEST

int main(void)
{
    return RUN_SUITE("link", hand_made_queue, wrapper_sends_on_the_channel_it_is_given,
        trampoline_runs_what_its_argument_says, select_branch_leads_out,
        static_functions_of_equal_names_stay_apart);
}
