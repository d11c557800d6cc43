# The check that rules/README.md has as its example works as it stands there.
. "$(dirname "$0")/harness.sh"
rules=$(cd "$(dirname "$(readlink -f "$chanlint")")/../share/chanlint/rules" && pwd -P) || exit 1

# block LANGUAGE: the first block in that language of the section
block() {
    sed -n "/^### A check of your own/,/^## /{/^\`\`\`$1\$/,/^\`\`\`\$/{/^\`\`\`/!p}}" "$rules/README.md"
}
cp -r "$rules/" own
block sql >own/checks/deaf-receive.sql
block markdown >own/checks/deaf-receive.md

mkdir tree
cat >tree/worker.c <<'EOF'
#include <u.h>
#include <libc.h>
#include <thread.h>

Channel *jobs, *acks, *stop;

static void
worker(void *arg)
{
	ulong job, end;
	Alt a[] = {
		{.c = jobs, .v = &job, .op = CHANRCV},
		{.c = stop, .v = &end, .op = CHANRCV},
		{.op = CHANEND},
	};

	USED(arg);
	for (;;) {
		if (alt(a) == 1)
			return;
		recvul(acks);
	}
}

/* Has no stop channel that it could miss. */
static void
logger(void *arg)
{
	USED(arg);
	for (;;)
		recvul(jobs);
}

void
threadmain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
	jobs = chancreate(sizeof(ulong), 8);
	acks = chancreate(sizeof(ulong), 0);
	stop = chancreate(sizeof(ulong), 1);
	threadcreate(worker, nil, 8192);
	threadcreate(logger, nil, 8192);
	sendul(jobs, 1);
	sendul(acks, 1);
	sendul(stop, 1);
	threadexits(nil);
}
EOF

run 1 check --rules own tree
says 'worker.c:21:3: warning: receive blocks thread `worker` forever once nobody sends; it listens for its end at worker.c:19, but not here: make this receive a select with the same way out [deaf-receive]'
says 'worker.c:42: note: the task starts here: `threadcreate(worker, nil, 8192)`'
[ "$(grep -c '\[deaf-receive\]$' "$out")" -eq 1 ] || fail 'more than the one finding'

run 1 check --rules own --format sarif -o out.sarif tree
python3 - out.sarif tree/.chanlint/chanlint.db own/checks/deaf-receive.sql <<'EOF' >"$out" 2>"$err" || fail 'the check does not work outside of text'
import json, sqlite3, sys
log, database, check = sys.argv[1:]
run = json.load(open(log))["runs"][0]
[result] = [result for result in run["results"] if result["ruleId"] == "deaf-receive"]
assert result["level"] == "warning"
assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 21
assert len(result["codeFlows"][0]["threadFlows"][0]["locations"]) == 2
rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
assert rule["shortDescription"]["text"].startswith("a task that selects"), rule
[row] = sqlite3.connect(database).execute(open(check).read()).fetchall()
assert row[2] == "warning" and len(row) == 5, row
EOF

run 0 explain --rules own deaf-receive
says '# deaf-receive: a task that selects on its stop channel'
run 0 explain --rules own
says 'deaf-receive'

sed -i 's/AS fix/AS cure/' own/checks/deaf-receive.sql
run 2 check --rules own tree
warns 'deaf-receive.sql'
finish
