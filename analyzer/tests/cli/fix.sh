# `check --fix` and `report --format patch`: what they print, that it applies, and what they refuse.
. "$(dirname "$0")/harness.sh"

# The stop flag of put's wait is set without a signal, by close; send's result is not looked at in each of its loops.
make_line() {
    mkdir -p "$1"
    cat >"$1/line.h" <<'EOT'
#include <pthread.h>
#include <stdbool.h>
struct line {
    pthread_mutex_t lock;
    pthread_cond_t room, some;
    int bytes[64], used;
    bool closed;
};
bool line_put(struct line *l, int c);
int line_get(struct line *l);
void line_close(struct line *l);
EOT
    cat >"$1/line.c" <<'EOT'
#include "line.h"

bool line_put(struct line *l, int c)
{
    bool open;
    pthread_mutex_lock(&l->lock);
    while (l->used == 64 && !l->closed)
        pthread_cond_wait(&l->room, &l->lock);
    open = !l->closed;
    if (open) {
        l->bytes[l->used++] = c;
        pthread_cond_signal(&l->some);
    }
    pthread_mutex_unlock(&l->lock);
    return open;
}

int line_get(struct line *l)
{
    int c;
    pthread_mutex_lock(&l->lock);
    while (l->used == 0)
        pthread_cond_wait(&l->some, &l->lock);
    c = l->bytes[--l->used];
    pthread_cond_signal(&l->room);
    pthread_mutex_unlock(&l->lock);
    return c;
}

void line_close(struct line *l)
{
    pthread_mutex_lock(&l->lock);
    l->closed = true; /* guarded by lock */
    pthread_mutex_unlock(&l->lock);
}
EOT
    cat >"$1/main.c" <<'EOT'
#include "line.h"
#include <stdlib.h>

int modem_getc(void);
int terminal_putc(int c);
int modem_answer(void);

static void *read_modem(void *l)
{
    while (line_put(l, modem_getc()))
        ;
    return NULL;
}

static void session(void)
{
    struct line *l = calloc(1, sizeof *l);
    pthread_t reader;
    pthread_create(&reader, NULL, read_modem, l);
    pthread_detach(reader);
    while (terminal_putc(line_get(l)) >= 0)
        ;
    line_close(l);
}

int main(void)
{
    while (modem_answer())
        session();
}
EOT
}

make_line tree
cp -R tree copy
cat >expected <<'EOF'
# main.c:10: error: signal the condition of that wait once the flag is set [stop-without-wake]
--- a/line.c
+++ b/line.c
@@ -31,5 +31,6 @@
 {
     pthread_mutex_lock(&l->lock);
     l->closed = true; /* guarded by lock */
+    pthread_cond_broadcast(&l->room);
     pthread_mutex_unlock(&l->lock);
 }
EOF
run 1 check --fix tree
cmp -s "$out" expected || fail 'the patch is another one'
warns 'chanlint: 1 of 1 findings shown have a fix that holds'
diff -r -x .chanlint tree copy >"$out" || fail 'check --fix changes the tree'
(cd tree && git apply ../expected) >"$out" 2>"$err" || fail 'git does not apply the patch'
(cd copy && patch -s -p1 <../expected) >"$out" 2>"$err" || fail 'patch does not apply the patch'
cmp -s tree/line.c copy/line.c || fail 'git and patch differ'
run 0 check --fix tree
[ ! -s "$out" ] || fail 'a patch without findings'
warns 'chanlint: 0 of 0 findings shown have a fix that holds'

# the text says so: after a run that has not tried, that it may; after one that has, that it does
make_line offered
run 1 check offered
says 'main.c:10: note: a fix may be available: `--fix` tries it'
run 1 check --fix --format text offered
says 'main.c:10: note: a fix is available: `--format patch` prints it'
run 0 check --fail-on never copy
run 0 report --db copy/.chanlint/chanlint.db
grep -q 'a fix' "$out" && fail 'a fix of a tree that has been mended'

# what is kept is reported later, while the file is what it was
make_line kept
run 1 check --fix --format sarif -o log.sarif kept
run 0 report --format patch --db kept/.chanlint/chanlint.db
cmp -s "$out" expected || fail 'report prints another patch'
python3 - log.sarif <<'EOF' >"$out" 2>"$err" || fail 'the fix in the SARIF log is another one'
import json, sys
fixes = json.load(open(sys.argv[1]))["runs"][0]["results"][0]["fixes"]
assert fixes == [{
    "description": {"text": "signal the condition of that wait once the flag is set"},
    "artifactChanges": [{
        "artifactLocation": {"uri": "line.c", "uriBaseId": "%SRCROOT%"},
        "replacements": [{
            "deletedRegion": {"startLine": 34, "startColumn": 1, "endLine": 34, "endColumn": 1},
            "insertedContent": {"text": "    pthread_cond_broadcast(&l->room);\n"},
        }],
    }],
}], fixes
EOF
echo '/* changed */' >>kept/line.c
run 0 report --format patch --db kept/.chanlint/chanlint.db
says '# line.c has changed since it was checked: its fixes are left out'
grep -q '^---' "$out" && fail 'a patch of a file that has changed'
rm kept/line.c
run 0 report --format patch --db kept/.chanlint/chanlint.db
says '# line.c cannot be read any more: its fixes are left out'

# with the run goes what was kept of it
run 0 runs prune --keep 1 --db kept/.chanlint/chanlint.db
run 0 check --fail-on never --db kept/.chanlint/chanlint.db copy
run 0 runs prune --keep 1 --db kept/.chanlint/chanlint.db
run 0 report --db kept/.chanlint/chanlint.db

# a run that looked for none says so; --format patch looks; findings that are dismissed have no fix
make_line plain
run 1 check plain
refuses 'run 1 looked for no fixes: run `chanlint check --fix`' report --format patch --db plain/.chanlint/chanlint.db
run 1 check --format patch plain
cmp -s "$out" expected || fail '--format patch prints another patch'
sed 's|line_put(l, modem_getc()))|& // chanlint: ignore stop-without-wake -- the modem never stops|' <plain/main.c >main.c
mv main.c plain/main.c
run 0 check --fix plain
[ ! -s "$out" ] || fail 'a fix of a finding that is ignored'

# text in whatever encoding, with the line ends that it has
make_line bytes
python3 - <<'EOF'
text = open("bytes/line.c", "rb").read()
open("bytes/line.c", "wb").write(text.replace(b"guarded by lock", b"gesch\xfctzt \x80").replace(b"\n", b"\r\n"))
EOF
run 1 check --fix bytes
cp "$out" bytes.patch
(cd bytes && git apply --whitespace=nowarn ../bytes.patch) >"$out" 2>"$err" || fail 'git does not apply a patch with CRLF'
grep -q "$(printf 'broadcast(&l->room);\r')" bytes/line.c || fail 'the line that is put there ends in another way'
[ "$(grep -c "$(printf '\r$')" bytes/line.c)" -eq "$(wc -l <bytes/line.c)" ] || fail 'other lines have changed'
run 0 check bytes

# a macro's use is a statement as another; what its body holds has no place of its own
make_line macro
sed 's|l->closed = true;.*|SHUT(l);|; s|#include "line.h"|&\n#define SHUT(l) ((l)->closed = true)|' <macro/line.c >line.c
mv line.c macro/line.c
run 1 check --fix macro
says '     SHUT(l);'
says '+    pthread_cond_broadcast(&l->room);'

# a signal's handler may not wake anybody so, nor may one who does not hold the lock
make_line handler
sed 's|l->closed = true;.*|shut(0);|; s|^void line_close.*|static struct line *line;\nstatic void shut(int n)\n{\n    line->closed = n == 0;\n    line->closed = true;\n}\n&|' <handler/line.c >line.c
mv line.c handler/line.c
printf '#include <signal.h>\nvoid shut_on(int n) { signal(n, shut); }\n' >>handler/line.c
run 1 check --fix handler
[ ! -s "$out" ] || fail 'a fix in the handler of a signal'
make_line unlocked
sed '/^void line_close/,$ { /mutex/d; }' <unlocked/line.c >line.c
mv line.c unlocked/line.c
run 1 check --fix unlocked
[ ! -s "$out" ] || fail 'a fix without the lock'

# what the code says of its functions: the waker of a wait, and how a send fails
make_line said
cat >said/os.h <<'EOT'
#include <chanlint.h>
#include <pthread.h>
CHANLINT(wait(0, 1, waker: os_wake_all)) void os_sleep(pthread_cond_t *c, pthread_mutex_t *m);
CHANLINT(signal(0, wakes: [one])) void os_wake(pthread_cond_t *c);
CHANLINT(signal(0)) void os_wake_all(pthread_cond_t *c);
EOT
sed 's|pthread_cond_wait|os_sleep|; s|pthread_cond_signal|os_wake|; s|#include "line.h"|&\n#include "os.h"|' <said/line.c >line.c
mv line.c said/line.c
run 1 check --fix said
says '+    os_wake_all(&l->room);'
(cd said && git apply) <"$out" 2>"$err" || fail 'git does not apply the patch of a tree with annotations'
run 0 check said
mkdir sends
cat >sends/ring.h <<'EOT'
#include <chanlint.h>
struct ring;
CHANLINT(create(result, capacity: 8)) struct ring *ring_new(void);
CHANLINT(send(0, at 1, fails: nonzero)) int ring_put(struct ring *ring, const int *value);
CHANLINT(receive(0, at 1)) int ring_get(struct ring *ring, int *value);
CHANLINT(close(0, wakes: [senders])) void ring_shut(struct ring *ring);
EOT
cat >sends/main.c <<'EOT'
#include "ring.h"
#include <pthread.h>

int meter_read(void);
int display(int value);

static void *measure(void *ring)
{
    for (;;) {
        int value = meter_read();
        ring_put(ring, &value);
    }
    return NULL;
}

static void show(void)
{
    struct ring *ring = ring_new();
    pthread_t meter;
    int value;
    pthread_create(&meter, NULL, measure, ring);
    pthread_detach(meter);
    do
        ring_get(ring, &value);
    while (display(value));
    ring_shut(ring);
}

int main(void)
{
    for (;;)
        show();
}
EOT
cat >expected.sends <<'EOF'
-        ring_put(ring, &value);
+        if (ring_put(ring, &value) != 0)
+            break;
EOF
run 1 check --fix sends
grep '^[-+] ' "$out" >changed
cmp -s changed expected.sends || fail 'the result of an annotated send is tested in another way'
says '[ignored-cancel]'
(cd sends && git apply) <"$out" 2>"$err" || fail 'git does not apply the patch of an annotated send'
run 0 check sends

# files that are not to be changed, and a tree that cannot be
make_line apart
sed -n '/^void line_close/,$p' <apart/line.c >apart/close.h
sed 's|^void line_close.*|#include "close.h"|; /^#include "close.h"/q' <apart/line.c >line.c
mv line.c apart/line.c
run 1 check --fix apart
says '+++ b/close.h'
mv apart/close.h real.h
ln -s "$PWD/real.h" apart/close.h
run 1 check --fix apart
[ ! -s "$out" ] || fail 'a patch of what a symbolic link leads to'
make_line readonly
chmod a-w readonly/*.c readonly
run 1 check --fix --db readonly.db readonly
cmp -s "$out" expected || fail 'a tree that cannot be written gets another patch'
chmod u+w readonly
finish
