# What a tree says in its .chanlint.yaml: models, what is left out, when to fail. The command line comes first.
. "$(dirname "$0")/harness.sh"
make_tree tree
mkdir tree/.git tree/models
config=tree/.chanlint.yaml

# A queue of which only the declarations are there: nobody knows what it does. The thread ends some day.
sed -i '/^void queue_push/,/^static void \*watch/{/^static void \*watch/!d}; s/for (int event = 0;;/for (int event = 0; event < 999;/' tree/poller.c
run 0 check tree
[ ! -s "$out" ] || fail 'a queue that nobody knows is found'

# expects STATUS N ARGS...: chanlint check ARGS exits with STATUS and finds N blocking sends
expects() {
    expected_status=$1 n=$2
    shift 2
    run "$expected_status" check "$@"
    [ "$(grep -c '^[^ ].*\[blocking-send\]$' "$out")" -eq "$n" ] || fail "check $*: not $n findings"
}

cat >$config <<'EOF2'
libraries:
  - library: queue
    headers: [queue.h]
    functions:
      - {name: queue_push, does: send, channel: 0, value: 1}
      - {name: queue_pop, does: receive, channel: 0}
EOF2
expects 1 1 tree
says '[blocking-send]'
expects 1 1 tree/poller.c # the root is the same
(cd tree && "$chanlint" check >"$out" 2>"$err")
says '[blocking-send]'

# As a file, as a folder, and with what the command line gives instead.
tail -n +2 $config | sed 's/^  - //; s/^    //' >tree/models/queue.yaml
echo 'models: [models/queue.yaml]' >$config
expects 1 1 tree
echo 'models: [models]' >$config
expects 1 1 tree
expects 1 1 --model tree/models/queue.yaml tree # the same once more
sed 's/value: 1/mode: nonblocking/' tree/models/queue.yaml >own.yaml
expects 0 0 --model own.yaml tree
expects 1 1 tree

# A model that changed is linked with, and nothing is parsed for it.
sed -i 's/value: 1/mode: timeout/' tree/models/queue.yaml
expects 0 0 --verbose tree
warns '1 file, 1 parsed, 1 from the cache'
grep -q 'not linked again' "$err" && fail 'a tree whose model changed is not linked again'
run 0 check --verbose tree
warns 'not linked again'
sed -i 's/mode: timeout/value: 1/' tree/models/queue.yaml

# What is left out; what the command line leaves out is left out, too.
cp tree/poller.c tree/more.c
cp tree/poller.c tree/other.c
sed -i '/^int main/,$d' tree/more.c tree/other.c
expects 1 3 tree
printf 'models: [models]\nexclude: [more.c]\n' >$config
expects 1 2 tree
expects 1 1 --exclude other.c tree
printf 'models: [models]\nexclude: ["*.c"]\n' >$config
refuses 'holds no C or C++ file that is not excluded' check tree

# When to fail.
printf 'models: [models]\nfail_on: never\n' >$config
expects 0 3 tree
expects 1 3 --fail-on error tree
echo 'fail_on: error' >$config
run 0 check tree

# What cannot be understood stops everything.
rm -rf tree/.chanlint
echo 'fail-on: error' >$config
refuses ".chanlint.yaml:1:1: there is no key 'fail-on' here" check tree
printf 'models:\n  - models\n  - nowhere.yaml\n' >$config
refuses ".chanlint.yaml:3:5: key 'models': cannot read nowhere.yaml" check tree
sed -i 's/does: receive/does: receives/' tree/models/queue.yaml
echo 'models: [models]' >$config
refuses "models/queue.yaml:5:29: key 'does': there is no 'receives'" check tree
absent tree/.chanlint
finish
