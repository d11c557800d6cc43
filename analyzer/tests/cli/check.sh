# The main job: findings, exit status, database, cache, outputs.
. "$(dirname "$0")/harness.sh"
make_tree tree

run 1 check tree
says '[blocking-send]'
says 'thread `watch`'
says ': note: the task starts here'
warns 'chanlint: 1 file, 1 parsed;'
grep -q "$(printf '\033')" "$out" && fail 'colours without a terminal'
present tree/.chanlint/chanlint.db
[ "$(cat tree/.chanlint/.gitignore)" = '*' ] || fail 'the database is not ignored by git'
cp "$out" first

run 1 check tree
warns '1 parsed, 1 from the cache'
cmp -s "$out" first || fail 'the cached run says something else'
(cd tree && "$chanlint" report) >"$out" 2>"$err"
cmp -s "$out" first || fail 'report says something else'
run 1 check --no-cache --no-prefilter -j 1 tree
warns '1 parsed;'
echo '/* changed */' >>tree/queue.h
run 1 check tree
warns '1 parsed;'

run 0 check --fail-on never tree
run 1 check --quiet tree
[ ! -s "$err" ] || fail '--quiet says something on stderr'
run 1 check --verbose tree
warns 'link'

run 1 check --format sarif -o out.sarif tree
[ ! -s "$out" ] || fail '-o prints on stdout too'
python3 - out.sarif <<'EOF' >"$out" 2>"$err" || fail 'the SARIF log is not as it should be'
import json, sys
log = json.load(open(sys.argv[1]))
run = log["runs"][0]
ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
assert any(result["ruleId"] == "blocking-send" for result in run["results"])
for result in run["results"]:
    assert ids[result["ruleIndex"]] == result["ruleId"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "poller.c", "uriBaseId": "%SRCROOT%"}
    assert place["region"]["startLine"] > 0
EOF
"$chanlint" check tree >/dev/full 2>"$err"
[ $? -eq 2 ] || fail 'a full disk goes unnoticed'
mkfifo pipe
cat pipe >"$out" &
"$chanlint" check --quiet -o pipe tree
wait
says '[blocking-send]'

line=$(sed -n '/\[blocking-send\]/{s/^[^:]*:\([0-9]*\):.*/\1/p;q;}' first)
sed -i "${line}s|\$| // chanlint: ignore blocking-send -- a test|" tree/poller.c
run 0 check --fail-on error tree
warns '1 ignored'
grep -qF '[blocking-send]' "$out" && fail 'the finding is not ignored'
sed -i "${line}s| -- a test||" tree/poller.c
refuses "poller.c:$line: \`chanlint: ignore blocking-send\` gives no reason" check tree

# A tree that is clean only because a macro hides its threads.
mkdir hidden
cat >hidden/main.c <<'EOF'
#include <pthread.h>
#ifdef WITH_THREADS
static void *run(void *arg) { return arg; }
int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, run, NULL);
    return pthread_join(thread, NULL);
}
#endif
EOF
run 0 check hidden
warns 'no task was found, though 1 file calls what starts one'
run 0 check hidden
warns 'no task was found'
echo '[{"directory": "'"$PWD/hidden"'", "file": "main.c", "command": "cc -DWITH_THREADS -c main.c"}]' \
    >hidden/compile_commands.json
run 0 check hidden
grep -qF 'no task was found' "$err" && fail 'a task is there, and said not to be'
echo 'int main(void) { return 0; }' >plain.c
run 0 check plain.c
grep -qF 'no task was found' "$err" && fail 'a program without threads is complained about'
finish
