# What people say of findings, and what comments say that speak of none.
. "$(dirname "$0")/harness.sh"
make_tree tree
cd tree || exit 1

# identity CHECK: the identity of the finding of a check
identity() { "$chanlint" review | awk -v check="$1" '$4 == check { print $1 }'; }

# status CHECK: what the list says of it
status() { "$chanlint" review | awk -v check="$1" '$4 == check { print $5 }'; }

run 1 check
run 0 review
grep -q '^[0-9a-f]\{16\}  poller.c:30  error  *blocking-send  *-$' "$out" || fail 'the finding is not in the list'
run 0 review poller.c:30
warns 'nobody has reviewed'
run 0 review poller.c:30 --status confirmed --comment 'seen in the field' --author ann
run 1 check
says '[blocking-send]'
run 0 review "$(identity blocking-send | cut -c1-8)" --status false-positive --comment 'the client never goes' --author bob
[ "$(status blocking-send)" = false-positive ] || fail 'the last review does not count'
run 0 review poller.c:30:9
[ "$(awk '{ print $2 }' "$out" | tr '\n' ' ')" = 'BY ann bob ' ] || fail 'the history is not whole'

# What is dismissed is neither printed nor does it fail the check; it is counted, and in the log with its reason.
run 1 check
grep -qF '[blocking-send]' "$out" && fail 'a false positive is printed'
warns '1 dismissed by review'
run 0 review "$(identity immortal-task)" --status intentional --comment 'it is a test'
run 0 check
[ ! -s "$out" ] || fail 'something is printed'
run 0 report --format sarif
python3 - "$out" <<'END' >"$out.2" 2>"$err" || fail 'the SARIF log does not say what is dismissed'
import json, sys
found = [r["suppressions"] for r in json.load(open(sys.argv[1]))["runs"][0]["results"]]
assert found == [
    [{"kind": "external", "status": "accepted", "justification": "the client never goes"}],
    [{"kind": "external", "status": "accepted", "justification": "it is a test"}],
], found
END
run 0 review poller.c:30 --status fixed --comment 'it is not'
run 1 check
says '[blocking-send]'

# It holds while the statement does.
run 0 review poller.c:30 --status intentional --comment 'for now'
sed -i '1i /* one line more */' poller.c
run 0 check
sed -i 's/queue_push(out, event)/queue_push(out, 2 * event)/' poller.c
run 1 check
says 'poller.c:31:9: error'
[ "$(status blocking-send)" = - ] || fail 'a review is of another statement'

# A file for git: each line speaks for itself, so that two branches merge.
run 0 review --export ../mine.jsonl
[ "$(wc -l <../mine.jsonl)" -eq 5 ] || fail 'not five reviews are written'
cp -r . ../other
(cd ../other && "$chanlint" review poller.c:31 --status confirmed --comment "it's \"true\" ü" --author eve &&
    "$chanlint" review --export ../theirs.jsonl) >"$out" 2>"$err"
sort -u ../mine.jsonl ../theirs.jsonl >../merged.jsonl
run 0 review --import ../merged.jsonl
warns '1 review added'
run 0 review --import ../merged.jsonl
warns '0 reviews added'
run 0 review --export -
sort "$out" | cmp -s - ../merged.jsonl || fail 'what was imported is not what is exported'
run 0 review poller.c:31
says "it's \"true\" ü"
rm -rf .chanlint
run 1 check --reviews ../merged.jsonl
[ "$(status immortal-task)" = intentional ] || fail 'the reviews are not those of the file'

printf '%s\n' '<<<<<<< ours' >../conflict.jsonl
refuses 'conflict.jsonl:1: not a review' review --import ../conflict.jsonl
sed 's/"confirmed"/"maybe"/' ../merged.jsonl >../maybe.jsonl
refuses 'maybe.jsonl:' review --import ../maybe.jsonl
refuses 'missing.jsonl' check --reviews ../missing.jsonl
refuses 'there is no finding `poller.c:1`' review poller.c:1
refuses 'a review needs a status' review poller.c:31 --comment why
refuses 'a review needs a status: use one of confirmed' review poller.c:31 --status nonsense --comment why
refuses 'a review needs a comment' review poller.c:31 --status confirmed
refuses 'review takes one finding' review poller.c:31 poller.c:32
refuses 'review takes one of FINDING' review poller.c:31 --export all
refuses 'a status needs the FINDING' review --status confirmed --comment why

# Comments that ignore nothing any more. Of a part of the tree nobody can say.
sed -i 's|^\(.*2 \* event);\)|\1 // chanlint: ignore blocking-send -- a test|; 1i // chanlint: ignore lost-cancel -- nothing is lost' \
    poller.c
run 0 check
warns 'poller.c:1: `chanlint: ignore lost-cancel` ignores nothing: remove it'
[ "$(grep -c 'ignores nothing' "$err")" -eq 1 ] || fail 'not one comment is stale'
[ "$(status blocking-send)" = ignored ] || fail 'the list does not say what the source ignores'
mkdir part
cp poller.c queue.h part
run 0 check part
grep -q 'ignores nothing' "$err" && fail 'a part of the tree has stale comments'
finish
