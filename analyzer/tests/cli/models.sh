# Which libraries are known, which of them a tree uses, and what is said of one.
. "$(dirname "$0")/harness.sh"
make_tree tree
mkdir tree/.git tree/more
printf '#include "more/hwloc.h"\n#include <libdill.h>\nint f(int c) { go(f(c)); return jobs_put(c); }\n' >tree/more/a.c
printf 'int jobs_put(int);\nint g(int c) { go(g(c)); return jobs_put(c); }\n' >tree/more/b.c
cat >tree/.chanlint.yaml <<'EOF2'
libraries:
  - library: jobs
    functions:
      - {names: [jobs_put, jobs_offer], does: send, channel: 0}
      - {name: jobs_stop, does: close, channel: 0, wakes: [senders]}
exclude: [left_out]
EOF2

# row LIBRARY: its row, blanks folded
row() { sed -n "s/  */ /g; s/ \$//; /^$1 /p" "$out"; }
expect_row() {
    row "$1" | grep -q "$2" || fail "the row of $1 is not: $2"
}

run 0 models list
says 'LIBRARY'
grep -q FILES "$out" && fail 'files are counted without a tree'
expect_row libdill ' tasks, channels, select, close, .*/models/libdill\.yaml$'
expect_row pthread ' tasks, .*conditions, semaphores, locks, ends .*/models/pthread\.yaml$'
[ "$(wc -l <"$out")" -eq $(($(ls "$(dirname "$0")"/../../../rules/models/*.yaml | wc -l) + 1)) ] || fail 'not a row a model'

run 0 models list tree
expect_row jobs '^jobs 3 2 channels, close \.chanlint\.yaml$'
expect_row pthread '^pthread [0-9]* 1 '
expect_row libdill '^libdill [0-9]* 1 '
expect_row zeromq '^zeromq [0-9]* 0 '
absent tree/.chanlint
mkdir tree/left_out
cp tree/more/b.c tree/left_out
run 0 models list tree
expect_row jobs '^jobs 3 2 '
(cd tree/more && "$chanlint" models list .) >"$out" 2>"$err"
expect_row jobs '^jobs 3 2 '
expect_row pthread '^pthread [0-9]* 0 '

cat >own.yaml <<'EOF2'
# where the facts are from
library: own
functions:
  - {name: own_exit, does: exit}
EOF2
run 0 models show --model own.yaml own
cmp -s own.yaml "$out" || fail 'the model is not shown as it is'
cd tree || exit 1
run 0 models show jobs
cmp -s .chanlint.yaml "$out" || fail "the tree's model is not shown"
run 0 models show --model ../own.yaml own
says '# where the facts are from'
run 0 models show libdill
says 'library: libdill'
echo 'fail_on: fatal' >.chanlint.yaml
refuses ".chanlint.yaml:1:10: key 'fail_on'" models list .
finish
