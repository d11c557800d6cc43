# A tree that did not change is not linked again, and one that changed anywhere that matters is.
. "$(dirname "$0")/harness.sh"
make_tree tree
cat >tree/other.c <<'EOF'
int sum(int a, int b) { return a + b; }
EOF

# links STATUS WORD ARGS...: chanlint check ARGS exits with STATUS; the link is done, or skipped
links() {
    status=$1 word=$2
    shift 2
    run "$status" check --verbose "$@"
    grep -q 'not linked again' "$err" && did=skipped || did=done
    [ $did = "$word" ] || fail "check $*: the link was $did"
}

links 1 done tree
cp "$out" first
links 1 skipped tree
cmp -s "$out" first || fail 'the run without a link says something else'
warns '2 files, 1 parsed, 1 from the cache; 1 task,'
links 1 skipped tree
(cd tree && "$chanlint" report) >"$out" 2>"$err"
cmp -s "$out" first || fail 'report says something else'

links 1 done --no-cache tree
links 1 done tree
links 1 done --no-prefilter tree
links 1 done tree
links 1 skipped tree

echo '/* changed */' >>tree/queue.h
links 1 done tree
links 1 skipped tree
echo 'void queue_wake(void *q) { (void)q; }' >>tree/other.c # no unit that is parsed
links 1 done tree
links 1 skipped tree
sed -i 's/for (int event = 0;; event++)/for (int event = 0; event < 3; event++)/' tree/poller.c
links 1 done tree
links 1 skipped tree

cat >own.yaml <<'EOF'
library: own
headers: [queue.h]
functions:
  - {name: queue_push, does: send, channel: 0, value: 1, mode: nonblocking}
EOF
links 1 done --model own.yaml tree
links 1 skipped --model own.yaml tree
sed -i 's/does: send/does: receive/' own.yaml
links 1 done --model own.yaml tree
links 1 done tree

# What the cache cannot give back is parsed again, alone or beside others.
cat >tree/second.c <<'EOF'
#include "queue.h"
void second(struct queue *q) { queue_push(q, 1); }
EOF
links 1 done tree
broken="UPDATE unit_cache SET ir = CAST('nonsense' AS BLOB) WHERE path = 'poller.c'"
sqlite3 tree/.chanlint/chanlint.db "$broken"
links 1 done --model own.yaml tree
warns '3 files, 2 parsed, 1 from the cache'
sqlite3 tree/.chanlint/chanlint.db "$broken"
echo '/* again */' >>tree/second.c
links 1 done tree
warns '3 files, 2 parsed; '
rm tree/second.c

sed -i 's/queue_push(out, event);/queue_push(out, event), (void)0;/; s/q->len == 8/0/' tree/poller.c
links 0 done tree
links 0 skipped tree
finish
