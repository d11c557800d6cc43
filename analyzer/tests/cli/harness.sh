# What the command-line tests share: a folder of their own to run in, and ways to say what is expected.
# Usage, as the first line of a test: . "$(dirname "$0")/harness.sh"
set -u
chanlint=$1
work=$(mktemp -d)
out=$work/out err=$work/err
trap 'rm -rf "$work"' EXIT
mkdir "$work/cwd"
cd "$work/cwd" || exit 1
failures=0

fail() {
    echo "FAIL: $1"
    sed 's/^/    stdout: /' "$out"
    sed 's/^/    stderr: /' "$err"
    failures=$((failures + 1))
}

# run STATUS ARGS...: chanlint ARGS exits with STATUS; what it prints is in $out and $err
run() {
    expected=$1
    shift
    "$chanlint" "$@" >"$out" 2>"$err"
    status=$?
    [ $status -eq "$expected" ] || fail "chanlint $*: exit status $status, not $expected"
}

# refuses TEXT ARGS...: chanlint ARGS exits with 2 and says one line, which has TEXT in it, on stderr
refuses() {
    text=$1
    shift
    run 2 "$@"
    [ "$(wc -l <"$err")" -eq 1 ] || fail "chanlint $*: not one line on stderr"
    [ ! -s "$out" ] || fail "chanlint $*: something on stdout"
    grep -qF -- "$text" "$err" || fail "chanlint $*: no '$text' on stderr"
}

says() { grep -qF -- "$1" "$out" || fail "no '$1' on stdout"; }
warns() { grep -qF -- "$1" "$err" || fail "no '$1' on stderr"; }
absent() { [ ! -e "$1" ] || fail "$1 is there"; }
present() { [ -e "$1" ] || fail "$1 is not there"; }

# The leaky poller: a client's thread sends on a queue that nobody empties once the client is gone.
make_tree() {
    mkdir -p "$1"
    cat >"$1/queue.h" <<'EOF'
#include <pthread.h>
struct queue {
    pthread_mutex_t lock;
    pthread_cond_t room, item;
    int items[8], len;
};
void queue_push(struct queue *q, int item);
int queue_pop(struct queue *q);
EOF
    cat >"$1/poller.c" <<'EOF'
#include "queue.h"
#include <stdlib.h>
#include <unistd.h>

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

static void *watch(void *arg)
{
    struct queue *out = arg;
    for (int event = 0;; event++)
        queue_push(out, event);
    return NULL;
}

void serve(int client)
{
    struct queue *out = calloc(1, sizeof *out);
    pthread_t thread;
    pthread_create(&thread, NULL, watch, out);
    for (;;) {
        int event = queue_pop(out);
        if (write(client, &event, sizeof event) < 0)
            return;
    }
}

int main(void)
{
    for (int client = 3;; client++)
        serve(client);
}
EOF
}

finish() {
    [ $failures -eq 0 ] && exit 0
    echo "$failures failed"
    exit 1
}
