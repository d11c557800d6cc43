# Runs against each other: diff, --baseline, --new-only, and how many runs are kept.
. "$(dirname "$0")/harness.sh"
make_tree tree
commit=0123456789abcdef0123456789abcdef01234567
mkdir -p tree/.git/refs/heads
echo 'ref: refs/heads/main' >tree/.git/HEAD
echo $commit >tree/.git/refs/heads/main

# counts NEW FIXED UNCHANGED: what the diff that ran last said
counts() { warns "$1 new, $2 fixed, $3 unchanged"; }

run 1 check --format sarif -o old.sarif tree
cp tree/.chanlint/chanlint.db old.db
# The second run has one more send, and no longer the thread that never ends.
sed -i 's/^        queue_push(out, event);/        if (queue_push(out, event), queue_push(out, -event), event == 99)\n            break;/' \
    tree/poller.c
echo "$commit refs/heads/main" | sed s/0123/beef/ >tree/.git/packed-refs
rm tree/.git/refs/heads/main
run 1 check --format sarif -o new.sarif --baseline old.sarif tree
warns '1 new'
python3 - new.sarif <<'END' >"$out" 2>"$err" || fail 'the SARIF log does not say what is new'
import json, sys
results = json.load(open(sys.argv[1]))["runs"][0]["results"]
assert [(r["ruleId"], r["baselineState"]) for r in results] == [("blocking-send", "unchanged"), ("blocking-send", "new")]
END

cd tree || exit 1
run 1 diff 1 2
counts 1 1 1
grep -q '^new:  *poller.c:30:37: error: send on .*\[blocking-send\]$' "$out" || fail 'the new send is not shown'
grep -q '^fixed: poller.c:.*\[immortal-task\]$' "$out" || fail 'the fixed task is not shown'
[ "$(wc -l <"$out")" -eq 2 ] || fail 'the unchanged finding is shown'
run 1 diff 2 1
counts 1 1 1
cp "$out" reverse
for old in 2 beef456 ../new.sarif .chanlint/chanlint.db; do
    for new in 1 "$commit" ../old.sarif ../old.db; do
        run 1 diff "$old" "$new"
        counts 1 1 1
        cmp -s "$out" reverse || fail "diff $old $new says something else"
    done
done
(cd / && "$chanlint" diff "$work/cwd/new.sarif" "$work/cwd/old.db") >"$out" 2>"$err"
cmp -s "$out" reverse || fail 'two files need a database of the tree'
run 0 diff 2 2
counts 0 0 2
refuses 'no run or commit of the database' diff 1 9
refuses 'no run or commit of the database' diff 1 012345
refuses 'poller.c is neither a database nor a SARIF log' diff 1 poller.c
echo '{"version": "2.1.0", "runs": []}' >empty.sarif
refuses 'empty.sarif is neither a database nor a SARIF log' diff 1 empty.sarif
refuses 'diff takes two runs' diff 1

run 0 check --new-only
[ ! -s "$out" ] || fail 'what the latest run has is new'
run 0 check --baseline ../new.sarif
says '[blocking-send]'
run 1 check --baseline 1 --new-only
[ "$(grep -c error: "$out")" -eq 1 ] || fail 'not one new finding since the first run'
says '-event'
run 0 report --baseline 1 --new-only --run 2
refuses 'no run or commit' check --baseline nothing

run 0 runs
[ "$(wc -l <"$out")" -eq 6 ] || fail 'not five runs'
grep -q '^1  *20[0-9TZ:-]*  *0123456789ab  *1  *1  *1  *0  *0$' "$out" || fail 'the first run is not as it was'
run 0 runs prune --keep 2
warns '3 runs removed'
run 0 runs
[ "$(wc -l <"$out")" -eq 3 ] || fail 'not two runs are left'
refuses 'prune needs --keep' runs prune
refuses 'runs takes nothing but' runs drop
run 0 diff 4 5
counts 0 0 2
sqlite3 .chanlint/chanlint.db 'PRAGMA foreign_key_check; PRAGMA integrity_check; SELECT count(*) FROM finding' >"$out"
[ "$(tr '\n' ' ' <"$out")" = 'ok 2 ' ] || fail 'the database is not as it should be'
finish
