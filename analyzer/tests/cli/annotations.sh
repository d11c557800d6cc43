# What functions do by annotations in the code: the files that call them are parsed, a changed one is seen, and one that
# makes no sense is bad input.
. "$(dirname "$0")/harness.sh"
mkdir tree
cat >tree/mailbox.h <<'EOF2'
#include <chanlint.h>
struct mailbox;
CHANLINT(send(0, 1)) void mailbox_put(struct mailbox *m, int item);
CHANLINT(receive(0)) int mailbox_take(struct mailbox *m);
EOF2
cat >tree/watch.c <<'EOF2'
#include "mailbox.h"
void *watch(void *out)
{
    for (int event = 0; event < 1000; event++)
        mailbox_put(out, event);
    return 0;
}
EOF2
cat >tree/serve.c <<'EOF2'
#include "mailbox.h"
#include <pthread.h>
#include <unistd.h>
void *watch(void *out);
void serve(int client, struct mailbox *out)
{
    pthread_t thread;
    pthread_create(&thread, NULL, watch, out);
    for (;;) {
        int event = mailbox_take(out);
        if (write(client, &event, sizeof event) < 0)
            return;
    }
}
EOF2
echo 'int sum(int a, int b) { return a + b; }' >tree/other.c
echo 'void serve(int, void *); int main(void) { for (;;) serve(1, 0); }' >tree/main.c

run 1 check tree
says 'watch.c:5:9: error: send on'
says '[blocking-send]'
warns '4 files, 3 parsed'
run 1 check --no-prefilter --no-cache tree
says 'watch.c:5:9: error: send on'

# From the text form, too.
for file in watch serve main; do
    (cd tree && "$chanlint" extract $file.c) >$file.ir 2>"$err" || fail "$file.c is not extracted"
done
grep -q '^annotate mailbox_put @[0-9]*:3:1 "send(0, 1)"$' watch.ir || fail 'the text form has no annotation'
run 0 link watch.ir serve.ir main.ir
says 'watch.c:5:9: error: send on'

# What it says may change.
sed -i 's/send(0, 1)/send(0, 1, mode: timeout)/' tree/mailbox.h
run 0 check tree
sed -i 's/send(0, 1, mode: timeout)/send(0, 1)/' tree/mailbox.h
run 1 check tree

# A header that is there comes before chanlint's.
echo '#define CHANLINT(does)' >tree/chanlint.h
run 0 check tree
rm tree/chanlint.h

sed -i 's/receive(0)/receive(m)/' tree/mailbox.h
refuses "mailbox.h:4:1: the annotation \`chanlint:receive(m)\` of \`mailbox_take\`: \`mailbox_take\`: key 'channel'" check tree
sed -i 's/receive(m)/recieve(0)/' tree/mailbox.h
refuses "key 'does': there is no 'recieve': use one of spawn" check tree
sed -i 's/CHANLINT(recieve(0))/CHANLINT(receive(0)) CHANLINT(close(0, wakes: [senders]))/' tree/mailbox.h
refuses '`mailbox_take`: it has another one, `chanlint:close(0, wakes: [senders])`' check tree
finish
