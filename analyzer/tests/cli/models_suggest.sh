# A model of a library that nobody knows: what is asked of which function, and that the model finds its leak when the
# questions are answered.
. "$(dirname "$0")/harness.sh"

mkdir tree
cat >tree/mailbox.h <<'EOF'
struct mailbox;
struct mailbox *mailbox_new(void);
void mailbox_start(void (*body)(void *), void *argument);
void mailbox_put(struct mailbox *box, int value);
int mailbox_get(struct mailbox *box);
int mailbox_version(int major);
EOF
cat >tree/leaky.c <<'EOF'
#include "mailbox.h"
#include <stdio.h>
#include <string.h>
static void watch(void *box)
{
    for (int i = 0; i < 1000; i++)
        mailbox_put(box, i + mailbox_version(1));
}
void serve(int client)
{
    struct mailbox *box = mailbox_new();
    mailbox_start(watch, box);
    while (mailbox_get(box) != client)
        fprintf(stderr, "%s", strerror(1));
}
int main(void)
{
    for (int client = 0;; client++)
        serve(client);
}
EOF

run 0 check --db checked.db tree
warns '0 tasks'
run 0 models suggest tree
warns '4 functions of unknown libraries, 0 of the tree'
absent tree/.chanlint
cp "$out" own.yaml
says 'library: mailbox'
says 'headers: ["mailbox.h"]'
says '# mailbox_put(box, i + mailbox_version(1)), 1 call: leaky.c:7'
sed -n 's/^  - name: //p' own.yaml | paste -sd ' ' >names
[ "$(cat names)" = 'mailbox_start mailbox_new mailbox_get mailbox_put' ] || fail "asked of: $(cat names)"

# asks NAME LINE: an entry of the model has the line
asks() { sed -n "/name: $1\$/,/^\$/p" own.yaml | grep -qx "    $2" || fail "of $1 there is no: $2"; }
asks mailbox_start 'body: 0'
asks mailbox_start 'argument: 1 # .*'
asks mailbox_new 'channel: result # .*'
asks mailbox_put 'channel: 0'
asks mailbox_get 'channel: 0'

# a question that is not answered is said, with its line
refuses 'own.yaml:16:10: key '\''does'\''' check --db checked.db --model own.yaml tree
answer() { sed -i "/name: $1\$/{n;s/does:.*/does: $2/;}" own.yaml; }
answer mailbox_start spawn
answer mailbox_new create
answer mailbox_put send
answer mailbox_get receive
run 1 check --db checked.db --model own.yaml tree
says 'leaky.c:7:9: error: send on `box` blocks'
run 0 models suggest --model own.yaml tree
[ ! -s "$out" ] || fail 'what is known is asked again'
warns '0 functions of unknown libraries'

# Known tasks share objects by functions of which nothing is known: in a field, a global, and what they are started
# with. What is a task's own is not asked of, nor what no task gets to.
mkdir -p known/include/box
printf 'struct box;\nvoid box_put(struct box *, int);\nint box_get(struct box *);\nvoid box_note(struct box *);\n' \
    >known/include/box/box.h
printf 'struct box;\nvoid own_use(struct box *);\nstruct box *own_new(void);\nvoid never(struct box *);\n' >known/own.h
cat >known/a.c <<'EOF'
#include <box/box.h>
#include "own.h"
#include <pthread.h>
#include <stdlib.h>
struct server { struct box *in; };
struct box *log_box;
static void *work(void *argument)
{
    struct server *server = argument;
    struct box *own = own_new();
    own_use(own);
    box_note(log_box);
    for (;;)
        box_put(server->in, 1);
    return NULL;
}
void serve(struct server *server)
{
    pthread_t thread;
    pthread_create(&thread, NULL, work, server);
    for (int i = 0; i < 3; i++)
        box_get(server->in);
    box_get(server->in);
    box_get(server->in); box_get(server->in);
    box_get(server->in);
    box_get(server->in);
}
void elsewhere(void)
{
    struct box *one = own_new();
    never(one);
}
EOF
run 0 models suggest known
warns '3 functions of unknown libraries'
cp "$out" own.yaml
sed -n 's/^  - name: //p' own.yaml | paste -sd ' ' >names
[ "$(cat names)" = 'box_get box_note box_put' ] || fail "asked of: $(cat names)"
says '# box_get(server->in), 5 calls: a.c:22, a.c:23, a.c:24, a.c:25, and 1 more'
says 'headers: ["box.h"]'
run 0 models suggest known
cmp -s "$out" own.yaml || fail 'it is not the same again'
run 2 models suggest --exclude a.c known

# What the tree makes itself.
make_tree made
run 0 models suggest made
warns '0 functions of unknown libraries, 2 of the tree'
says '  # queue_push(out, event), 1 call: poller.c:30'
says '  # - {name: queue_push, does: send, channel: 0}'
says '  # - {name: queue_pop, does: receive, channel: 0}'

# files that are not analysed are named
rules=$(dirname "$chanlint")/../share/chanlint/rules
mkdir bin
cp "$chanlint" bin/chanlint
chanlint=$work/cwd/bin/chanlint
printf '#!/bin/sh\nkill -SEGV $$\n' >bin/chanlint-worker
chmod +x bin/chanlint-worker
run 3 models suggest --rules "$rules" tree
warns 'leaky.c is not analysed: the parser crashed'
refuses 'absent' models suggest --rules "$rules" absent
finish
