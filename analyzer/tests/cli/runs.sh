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

# What is of another level: in the second log the send that stays is a note, in the third a warning.
for level in note warning; do
    python3 - ../new.sarif ../$level.sarif $level <<'END' >"$out" 2>"$err" || fail 'the level cannot be changed'
import json, sys
log = json.load(open(sys.argv[1]))
kept = [r for r in log["runs"][0]["results"] if r["baselineState"] == "unchanged"]
assert len(kept) == 1 and kept[0]["level"] == "error"
kept[0]["level"] = sys.argv[3]
json.dump(log, open(sys.argv[2], "w"))
END
done
run 1 diff ../warning.sarif ../new.sarif
warns '0 new, 0 fixed, 1 rose, 0 fell, 1 unchanged'
grep -q '^rose:  poller.c:30:13: error (was warning): send on .*\[blocking-send\]$' "$out" || fail 'what rose is not shown'
[ "$(wc -l <"$out")" -eq 1 ] || fail 'more is shown than what rose'
run 0 diff ../warning.sarif ../note.sarif
warns '0 new, 0 fixed, 0 rose, 1 fell, 1 unchanged'
grep -q '^fell:  poller.c:30:13: note (was warning): send' "$out" || fail 'what fell to a note is not shown'
run 1 diff ../old.sarif ../note.sarif
warns '1 new, 1 fixed, 0 rose, 1 fell, 0 unchanged'
[ "$(sed 's/:.*//' "$out" | tr '\n' ' ')" = 'new fell fixed ' ] || fail 'not the new first, then the others'
run 1 diff --format json ../old.sarif ../note.sarif
python3 - "$out" <<'END' >text 2>"$err" || fail 'the JSON is not what it should be'
import json, sys
changes = json.load(open(sys.argv[1]))
assert [(c["state"], c["check"], c["level"], c["was"]) for c in changes] == [
    ("new", "blocking-send", "error", None), ("fell", "blocking-send", "note", "error"),
    ("fixed", "immortal-task", "warning", None)], changes
assert all(c["file"] == "poller.c" and c["line"] and c["message"] and len(c["finding"]) == 16 for c in changes), changes
END
run 1 diff --format csv ../old.sarif ../note.sarif
python3 - "$out" <<'END' >text 2>"$err" || fail 'the CSV is not what it should be'
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], newline="")))
assert [(r["state"], r["level"], r["was"], r["file"]) for r in rows] == [
    ("new", "error", "", "poller.c"), ("fell", "note", "error", "poller.c"), ("fixed", "warning", "", "poller.c")], rows
END
run 0 diff --format json 2 2
says '[]'
refuses 'there is no format `sarif`: use one of text, csv, json' diff --format sarif 1 2

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
