# Live threads against findings: of a program that leaks them, by the dumps that the tools make of it.
. "$(dirname "$0")/harness.sh"

matches() { grep -q -- "$1" "$out" || fail "no line matches '$1' on stdout"; }

# Six threads that wait for room, one that waits for work, and main.
mkdir tree
cat >tree/queue.h <<'EOF_'
#include <pthread.h>
struct queue {
    pthread_mutex_t lock;
    pthread_cond_t room, item;
    int items[2], len, closed;
};
void queue_push(struct queue *q, int item);
int queue_take(struct queue *q, int *item);
EOF_
cat >tree/queue.c <<'EOF_'
#include "queue.h"
void queue_push(struct queue *q, int item)
{
    pthread_mutex_lock(&q->lock);
    while (q->len == 2)
        pthread_cond_wait(&q->room, &q->lock);
    q->items[q->len++] = item;
    pthread_cond_signal(&q->item);
    pthread_mutex_unlock(&q->lock);
}
int queue_take(struct queue *q, int *item)
{
    int any;
    pthread_mutex_lock(&q->lock);
    while (q->len == 0 && !q->closed)
        pthread_cond_wait(&q->item, &q->lock);
    if ((any = q->len > 0)) {
        *item = q->items[--q->len];
        pthread_cond_signal(&q->room);
    }
    pthread_mutex_unlock(&q->lock);
    return any;
}
void queue_close(struct queue *q)
{
    pthread_mutex_lock(&q->lock);
    q->closed = 1;
    pthread_cond_broadcast(&q->item);
    pthread_mutex_unlock(&q->lock);
}
EOF_
cat >tree/early.c <<'EOF_'
#include "queue.h"
static struct queue others;
void *early(void *unused)
{
    for (int event = 0; event < 9; event++)
        queue_push(&others, event);
    return unused;
}
EOF_
cat >tree/main.c <<'EOF_'
#include "queue.h"
#include <unistd.h>
void queue_close(struct queue *q), *early(void *);
static struct queue events, jobs;

static void *watch(void *unused)
{
    for (int event = 0; event >= 0; event++)
        queue_push(&events, event);
    return unused;
}

static void *work(void *unused)
{
    int job;
    while (queue_take(&jobs, &job))
        usleep((unsigned)job);
    return unused;
}

int main(int argc, char **argv)
{
    pthread_t thread;
    for (int i = 0; i < 5; i++)
        pthread_create(&thread, 0, watch, 0);
    pthread_create(&thread, 0, work, 0);
    pthread_create(&thread, 0, early, 0);
    (void)argv;
    for (int i = 0, event; i < 3; i++)
        queue_take(&events, &event);
    if (argc > 1)
        queue_close(&jobs);
    for (;;)
        pause();
}
EOF_

refuses "there is no database" match --profile /dev/null --db none.db
refuses "give --profile or --pid" match
refuses "give --profile or --pid" match --pid 1 --profile x
run 0 check --db db --fail-on never tree
refuses "the profile cannot be read" match --db db --profile missing
echo "nothing here" >nothing
refuses "nothing: there are no stacks in it" match --db db --profile nothing

# A profile in Go's form, whose paths begin elsewhere.
cat >go.txt <<'EOF_'
goroutine profile: total 48213
41097 @ 0x1 0x2
#	0x1	pthread_cond_wait+0x2a	/build/nptl/pthread_cond_wait.c:618
#	0x2	queue_push+0x10	/home/ci/tree/queue.c:6
#	0x3	watch+0x10	/home/ci/tree/main.c:9

7000 @ 0x4
#	0x4	work+0x10	main.c:16

116 @ 0x5
#	0x5	epoll_wait+0x10	epoll.c:9
#	0x6	serve+0x10	serve.c:77

EOF_
run 0 report --db db --notes
head -n 1 "$out" | grep -q '^early.c:6:' || fail "the finding in early.c is not the first"
run 0 match --db db --profile go.txt
matches '^41,097 of 48,213 tasks are parked in `watch` (main.c:9): finding [0-9a-f]*, blocking-send$'
says '7,000 of 48,213 tasks are parked in `work` (main.c:16): no finding: a receive that may end by close'
says '116 of 48,213 tasks are at no operation that is known: epoll_wait < serve'
warns 'chanlint: 48,213 tasks, 3 different stacks; 41,097 at findings, 7,000 at other operations, 116 elsewhere'

# What tasks were parked at comes first in reports.
run 0 report --db db --notes
head -n 1 "$out" | grep -q '^main.c:9:' || fail "the finding with parked tasks is not the first"
says 'main.c:9: note: 41,097 of 48,213 tasks were parked here when the program was looked at'
run 0 report --db db --notes --format sarif
expect_json() { [ "$(sqlite3 :memory: "SELECT $1 FROM (SELECT readfile('$out') AS log)")" = "$2" ] || fail "$1 is not $2"; }
expect_json "(SELECT round(max(value ->> 'rank'), 2) FROM json_each(log, '\$.runs[0].results'))" 85.24
expect_json "(SELECT group_concat(value ->> '\$.properties.parkedTasks') FROM json_each(log, '\$.runs[0].results'))" 41097
run 0 report --db db --notes --format csv
grep -q '"main.c","9".*,"41097"' "$out" || fail "the table does not say how many are parked"

# Real dumps. Taking them needs the tools, and to be allowed to trace.
if cc -g -o leak tree/*.c -lpthread 2>/dev/null; then
    ./leak &
    leak=$!
    trap 'kill $leak; rm -rf "$work"' EXIT
    sleep 1
    expect() {
        matches '^5 of 8 tasks are parked in `watch` (main.c:9): finding [0-9a-f]*, blocking-send$'
        says '1 of 8 tasks are parked in `work` (main.c:16): no finding: a receive that may end by close'
    }
    if command -v gdb >/dev/null && gdb -batch -ex 'thread apply all bt' -p $leak >gdb.txt 2>/dev/null &&
        grep -q '^#0' gdb.txt; then
        run 0 match --db db --profile gdb.txt
        expect
    fi
    if command -v eu-stack >/dev/null && eu-stack -p $leak >eu.txt 2>/dev/null; then
        run 0 match --db db --profile eu.txt
        expect
        eu-stack -s -m -p $leak >eu-source.txt 2>/dev/null
        run 0 match --db db --profile eu-source.txt
        expect
        run 0 match --db db --pid $leak
        expect
    fi
fi
refuses "the stacks of process 999999999 cannot be had" match --db db --pid 999999999

finish
