# What the prefilter leaves out changes no finding: each library's cases, and a tree whose operations stand behind
# several files' functions, macros and pointers, checked with and without it.
. "$(dirname "$0")/harness.sh"
cases=$(dirname "$0")/../../../testdata/cases

cat >findings.py <<'END_PYTHON'
import json, sys
for result in json.load(open(sys.argv[1]))["runs"][0]["results"]:
    place = result["locations"][0]["physicalLocation"]
    print(place["artifactLocation"]["uri"], place["region"], result["level"], result["ruleId"], result["message"]["text"])
END_PYTHON

# findings NAME TREE ARGS...: what `check ARGS TREE` finds is in NAME, in order; how many units it parsed in $parsed
findings() {
    name=$1 tree=$2
    shift 2
    run 0 check --notes --fail-on never --db findings.db --format sarif -o "$name.sarif" "$@" "$tree"
    python3 findings.py "$name.sarif" | sort >"$name"
    parsed=$(sed -n 's/^chanlint: [0-9]* files\{0,1\}, \([0-9]*\) parsed.*/\1/p' "$err")
}

# same TREE: equal findings, at least one; $kept of $all units were parsed, those of the second check by the first
same() {
    rm -rf findings.db*
    findings all "$1" --no-prefilter
    all=$parsed
    findings some "$1"
    kept=$parsed
    cmp -s all some || {
        diff all some >"$out"
        fail "$1: the prefilter changes the findings"
    }
    [ -s all ] || fail "$1: nothing is found"
}

for library in "$cases"/*; do
    rm -rf tree
    cp -r "$library" tree
    same tree
done

# make_queue FOLDER: the poller's queue
make_queue() {
    cat >"$1/queue.h" <<'END_C'
#include <pthread.h>
struct queue {
    pthread_mutex_t lock;
    pthread_cond_t room, item;
    int items[8], len;
};
struct queue *queue_new(void);
void queue_push(struct queue *q, int item);
int queue_pop(struct queue *q);
END_C
    cat >"$1/queue.c" <<'END_C'
#include "queue.h"
#include <stdlib.h>
struct queue *queue_new(void) { return calloc(1, sizeof(struct queue)); }
void queue_push(struct queue *q, int item)
{
    pthread_mutex_lock(&q->lock);
    while (q->len == 8)
        pthread_cond_wait(&q->room, &q->lock);
    q->items[q->len++] = item;
    pthread_cond_signal(&q->item);
    pthread_mutex_unlock(&q->lock);
}
int queue_pop(struct queue *q)
{
    pthread_mutex_lock(&q->lock);
    while (q->len == 0)
        pthread_cond_wait(&q->item, &q->lock);
    int item = q->items[--q->len];
    pthread_cond_signal(&q->room);
    pthread_mutex_unlock(&q->lock);
    return item;
}
END_C
}

# serve NAME SEND: prints a server whose thread sends by SEND, and that goes away
serve() {
    cat <<END_C
#include "all.h"
#include <unistd.h>
static void *watch_$1(void *arg)
{
    struct queue *out = arg;
    for (;;)
        $2;
    return NULL;
}
void serve_$1(int client)
{
    struct queue *out = queue_new();
    pthread_t thread;
    pthread_create(&thread, NULL, watch_$1, out);
    for (;;) {
        int event = queue_pop(out);
        if (write(client, &event, sizeof event) < 0)
            return;
    }
}
END_C
}

# make_closing FOLDER: a server that closes its queue when it goes away; the flag is set two calls away, in a file
# without operations
make_closing() {
    cat >"$1/closing.h" <<'END_C'
#include <pthread.h>
struct closing {
    pthread_mutex_t lock;
    pthread_cond_t room, item;
    int items[8], len, closed;
};
void mark_closed(struct closing *q);
int closing_push(struct closing *q, int item);
int closing_pop(struct closing *q);
void closing_close(struct closing *q);
END_C
    printf '#include "closing.h"\nvoid set_closed(struct closing *q);\nvoid mark_closed(struct closing *q) { set_closed(q); }\n' >"$1/mark.c"
    printf '#include "closing.h"\nvoid set_closed(struct closing *q) { q->closed = 1; }\n' >"$1/set.c"
    cat >"$1/closing.c" <<'END_C'
#include "closing.h"
int closing_push(struct closing *q, int item)
{
    int done = -1;
    pthread_mutex_lock(&q->lock);
    while (q->len == 8 && !q->closed)
        pthread_cond_wait(&q->room, &q->lock);
    if (!q->closed) {
        q->items[q->len++] = item;
        pthread_cond_signal(&q->item);
        done = 0;
    }
    pthread_mutex_unlock(&q->lock);
    return done;
}
int closing_pop(struct closing *q)
{
    pthread_mutex_lock(&q->lock);
    while (q->len == 0)
        pthread_cond_wait(&q->item, &q->lock);
    int item = q->items[--q->len];
    pthread_cond_signal(&q->room);
    pthread_mutex_unlock(&q->lock);
    return item;
}
void closing_close(struct closing *q)
{
    pthread_mutex_lock(&q->lock);
    mark_closed(q);
    pthread_cond_broadcast(&q->room);
    pthread_mutex_unlock(&q->lock);
}
END_C
    cat >"$1/serve_closing.c" <<'END_C'
#include "closing.h"
#include <stdlib.h>
#include <unistd.h>
static void *watch_closing(void *arg)
{
    struct closing *out = arg;
    while (closing_push(out, 1) == 0)
        ;
    return NULL;
}
void serve_closing(int client)
{
    struct closing *out = calloc(1, sizeof *out);
    pthread_t thread;
    pthread_create(&thread, NULL, watch_closing, out);
    for (;;) {
        int event = closing_pop(out);
        if (write(client, &event, sizeof event) < 0)
            break;
    }
    closing_close(out);
    pthread_join(thread, NULL);
}
END_C
}

# make_loop FOLDER: a loop that programs share, and that runs what each of them gives it, four calls from its thread
make_loop() {
    mkdir -p "$1"
    cat >"$1/loop.h" <<'END_C'
struct loop {
    void (*step)(void *arg);
    void *arg;
};
void loop_step(struct loop *loop);
void loop_round(struct loop *loop);
void loop_rounds(struct loop *loop);
void *loop_thread(void *loop);
void loop_start(struct loop *loop);
END_C
    in='#include "loop.h"
'
    printf '%s\n' "${in}void loop_step(struct loop *loop) { loop->step(loop->arg); }" >"$1/step.c"
    printf '%s\n' "${in}void loop_round(struct loop *loop) { loop_step(loop); }" >"$1/round.c"
    printf '%s\n' "${in}void loop_rounds(struct loop *loop) { for (;;) loop_round(loop); }" >"$1/rounds.c"
    printf '%s\n' "${in}#include <stddef.h>
void *loop_thread(void *loop) { loop_rounds(loop); return NULL; }" >"$1/thread.c"
    printf '%s\n' "${in}#include <pthread.h>
void loop_start(struct loop *loop) { pthread_t t; pthread_create(&t, NULL, loop_thread, loop); }" >"$1/start.c"
}

# make_looping FOLDER: a server whose loop, which programs share, sends
make_looping() {
    cat >"$1/serve_looping.c" <<'END_C'
#include "all.h"
#include "../shared/loop.h"
#include <stdlib.h>
#include <unistd.h>
static void send_one(void *arg) { queue_push(arg, 1); }
void serve_looping(int client)
{
    struct queue *out = queue_new();
    struct loop *loop = malloc(sizeof *loop);
    loop->step = send_one;
    loop->arg = out;
    loop_start(loop);
    for (;;) {
        int event = queue_pop(out);
        if (write(client, &event, sizeof event) < 0)
            return;
    }
}
END_C
}

# make_others FOLDER: 20 files that name operations in comments and strings only, and a parameter like a function
make_others() {
    for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        cat >"$1/other$i.c" <<END_C
#include <stdio.h>
/* queue_push(q, $i); pthread_create() */
static int queue_length(int n) { return n + $i; }
int other$i(int queue_push)
{
    printf("pthread_cond_wait(%d)\n", queue_push);
    return queue_length(queue_push); // queue_pop(q)
}
END_C
    done
}

# make_program FOLDER: ten servers, each of which gets to its queue another way
make_program() {
    mkdir -p "$1/lib" "$1/include"
    make_queue "$1/lib"
    mv "$1/lib/queue.h" "$1/include"
    cat >"$1/include/all.h" <<'END_C'
#include "queue.h"
#include "macros.h"
#include "inline.h"
struct ops { const char *name; void (*push)(struct queue *q, int item); };
typedef void handler_fn(struct queue *q, int item);
struct handler { handler_fn *handle; };
void first(struct queue *q, int item);
void second(struct queue *q, int item);
void third(struct queue *q, int item);
void by_macro(struct queue *q, int item);
void made(struct queue *q, int item);
void pasted_send(struct queue *q, int item);
void by_table(const struct ops *ops, struct queue *q, int item);
void between(const struct ops *ops, struct queue *q, int item);
void by_handler(struct handler *handler, struct queue *q, int item);
void by_hook(struct queue *q, int item);
void apply(void (*call)(struct queue *q, int item), struct queue *q, int item);
void add(void (*call)(struct queue *q, int item));
void run_added(struct queue *q, int item);
extern const struct ops table;
extern struct handler handler;
extern void (*hook)(struct queue *q, int item);
void set_handler(void);
void set_hook(void);
void add_send(void);
END_C
    cat >"$1/include/macros.h" <<'END_C'
#define PUSH(q, item) \
    queue_push((q), \
               (item))
#define PUSH_TWICE(q, item) do { PUSH(q, item); PUSH(q, item); } while (0)
#define SENDER(name) void name(struct queue *q, int item) { queue_push(q, item); }
#define SENDER_OF(name) void name##_send(struct queue *q, int item) { queue_push(q, item); }
END_C
    cat >"$1/include/inline.h" <<'END_C'
static inline void push_inline(struct queue *q, int item) { queue_push(q, item); }
END_C
    in='#include "all.h"
'
    args='(struct queue *q, int item)'
    printf '%s\n' "${in}void third$args { queue_push(q, item); }" >"$1/third.c"
    printf '%s\n' "${in}void second$args { third(q, item); }" >"$1/second.c"
    printf '%s\n' "${in}void first$args { second(q, item); }" >"$1/first.c"
    printf '%s\n' "${in}void by_macro$args { PUSH_TWICE(q, item); }" >"$1/by_macro.c"
    printf '%s\n' "${in}SENDER(made)" >"$1/made.c"
    printf '%s\n' "${in}SENDER_OF(pasted)" >"$1/pasted.c"
    printf '%s\n' "${in}const struct ops table = {\"queue\", third};" >"$1/table.c"
    printf '%s\n' "${in}void by_table(const struct ops *ops, struct queue *q, int item) { ops->push(q, item); }" >"$1/by_table.c"
    printf '%s\n' "${in}void between(const struct ops *ops, struct queue *q, int item) { by_table(ops, q, item); }" >"$1/between.c"
    printf '%s\n' "${in}struct handler handler;
void set_handler(void) { handler.handle = third; }" >"$1/handler.c"
    printf '%s\n' "${in}void by_handler(struct handler *h, struct queue *q, int item) { (*h->handle)(q, item); }" >"$1/by_handler.c"
    printf '%s\n' "${in}void set_hook(void) { hook = &third; }" >"$1/set_hook.c"
    printf '%s\n' "${in}void (*hook)(struct queue *q, int item);
void by_hook$args { hook(q, item); }" >"$1/by_hook.c"
    printf '%s\n' "${in}void apply(void (*call)(struct queue *q, int item), struct queue *q, int item) { call(q, item); }" >"$1/apply.c"
    printf '%s\n' "${in}static struct { void (*run)(struct queue *q, int item); } added[4];
static int n;
void add(void (*call)(struct queue *q, int item)) { added[n++].run = call; }
void run_added$args { added[0].run(q, item); }" >"$1/added.c"
    printf '%s\n' "${in}void add_send(void) { add(third); }" >"$1/add_send.c"
    serve direct 'first(out, 1)' >"$1/serve_direct.c"
    serve macro 'by_macro(out, 1)' >"$1/serve_macro.c"
    serve inline 'push_inline(out, 1)' >"$1/serve_inline.c"
    serve made 'made(out, 1)' >"$1/serve_made.c"
    serve pasted 'pasted_send(out, 1)' >"$1/serve_pasted.c"
    serve table 'between(&table, out, 1)' >"$1/serve_table.c"
    serve handler 'by_handler(&handler, out, 1)' >"$1/serve_handler.c"
    serve hook 'by_hook(out, 1)' >"$1/serve_hook.c"
    serve apply 'apply(first, out, 1)' >"$1/serve_apply.c"
    serve added 'run_added(out, 1)' >"$1/serve_added.c"
    printf '%s\n' "${in}int main(void) { set_handler(); set_hook(); add_send(); return 0; }" >"$1/main.c"
    make_closing "$1"
    make_others "$1"
}

rm -rf tree
make_program tree
same tree
[ "$((all - kept))" -ge 20 ] || fail "only $((all - kept)) of 20 files that say nothing were left out"
for server in direct macro inline made pasted table handler hook apply added; do
    grep -q "^serve_$server.c " all || fail "nothing is found in serve_$server.c"
done

grep -q '^serve_closing.c ' all && fail 'a queue that is closed is found'

# two programs, whose functions have the same names
rm -rf tree
mkdir tree
make_program tree/one
make_program tree/two
make_loop tree/shared
make_looping tree/one
same tree
grep -q '^shared/step.c ' all || fail 'nothing is found behind the loop that programs share'
[ "$((all - kept))" -ge 40 ] || fail "only $((all - kept)) of 40 files that say nothing were left out"
finish
