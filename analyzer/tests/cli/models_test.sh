# Cases and what their comments expect: those that are as they should be, and each way in which one can differ.
. "$(dirname "$0")/harness.sh"
rules=$(dirname "$chanlint")/../share/chanlint/rules

# A library that nobody knows, its model, and a header beside the cases.
cat >mailbox.yaml <<'EOF'
library: mailbox
headers: [mailbox.h]
functions:
  - {name: mailbox_start, does: spawn, body: 0, argument: 1}
  - {name: mailbox_put, does: send, channel: 0, value: 1}
  - {name: mailbox_get, does: receive, channel: 0}
EOF
mkdir -p cases/shared empty/notes
cat >cases/mailbox.h <<'EOF'
struct mailbox;
struct mailbox *mailbox_new(void);
void mailbox_start(void (*body)(void *), void *argument);
void mailbox_put(struct mailbox *box, int value);
int mailbox_get(struct mailbox *box);
EOF
echo 'struct shared { int n; };' >cases/shared/shared.h # no case, for there is no source

# make_case FILE EXPECTATION [STATEMENT]: a sender whose only receiver leaves; the line that it blocks in is 5
make_case() {
    cat >"$1" <<EOF
#include "mailbox.h"
static void watch(void *box)
{
    for (int i = 0; i < 1000; i++)
        mailbox_put(box, i); /* $2 */
}
void serve(int client)
{
    struct mailbox *box = mailbox_new();
    mailbox_start(watch, box); /* SEES spawn */
    while (mailbox_get(box) != client)
        ;
}
int main(void)
{
    for (int client = 0;; client++)
        serve(client);
    ${3-}
}
EOF
}

test_cases() {
    status=$1
    shift
    run "$status" models test --model mailbox.yaml "$@"
}

make_case cases/leaky.c 'EXPECT error blocking-send: the client has left; SEES forever send'
mkdir cases/folder
cp cases/mailbox.h cases/folder
make_case cases/folder/leaky.c 'EXPECT error blocking-send: in a folder of its own'
echo 'int unused(void) { return 0; }' >cases/folder/other.c
test_cases 0 cases
warns '2 cases: 2 as expected, 0 not'
grep -q '^blocking-send  *0  *0  *2  *100.0 %  *100.0 %$' "$out" || fail 'no precision and recall of the check'
grep -q '^cases  *2  *0  *0  *2  *100.0 %  *100.0 %$' "$out" || fail 'no precision and recall of the library'
[ "$(sed -n 1p "$out" | cut -c 1-5)" = CHECK ] || fail 'something differs'
absent cases/.chanlint
absent .chanlint

# what is recognised, as a comment says it; a case by itself
test_cases 0 --case --sees cases/leaky.c
says 'cases/leaky.c:5: SEES forever send'
says 'cases/leaky.c:10: SEES spawn'
says 'cases/leaky.c:11: SEES forever receive'
warns '1 case: 1 as expected, 0 not'

# without its model nothing is recognised
run 1 models test --case cases/leaky.c
says 'cases/leaky.c:5: missing: error blocking-send'
says 'cases/leaky.c:5: not recognised: forever send'
says 'cases/leaky.c:10: not recognised: spawn'

# differs NAME EXPECTATION TEXT...: a case with this comment differs so, and in nothing else
differs() {
    rm -rf one
    mkdir one
    cp cases/mailbox.h one
    make_case "one/$1.c" "$2" 'return 0;'
    test_cases 1 one
    shift 2
    for text; do says "$text"; done
    [ "$(sed '/^$/,$d' "$out" | wc -l)" -eq $# ] || fail "not $# differences"
    warns '1 case: 0 as expected, 1 not'
}
differs unexpected 'nothing' 'one/unexpected.c:5: unexpected: error blocking-send: send on `box` blocks'
differs level 'EXPECT warning blocking-send: too low' \
    'one/level.c:5: missing: warning blocking-send' 'one/level.c:5: unexpected: error blocking-send'
differs unseen 'EXPECT error blocking-send: so; SEES timeout send' 'one/unseen.c:5: not recognised: timeout send'
differs no_kind 'EXPECT error blocking-send: so; SEES sending' \
    'one/no_kind.c:5: not `SEES KIND` or `SEES MODE KIND`: a kind is one of send receive'
differs no_words 'EXPECT error blocking-send: so; SEES' 'one/no_words.c:5: not `SEES KIND`'
differs no_why 'EXPECT error blocking-send' \
    'one/no_why.c:5: not `EXPECT LEVEL CHECK: why`' 'one/no_why.c:5: unexpected: error blocking-send'
differs no_level 'EXPECT fatal blocking-send: so' \
    'one/no_level.c:5: there is no level `fatal`' 'one/no_level.c:5: unexpected: error blocking-send'
differs no_check 'EXPECT error blocking-send: so; EXPECT error blocked-send: so' \
    'one/no_check.c:5: there is no check `blocked-send`' 'one/no_check.c:5: missing: error blocked-send'
grep -q '^blocking-send  *0  *0  *1  *100.0 %' "$out" || fail 'another expectation of the line is not right'
grep -q '^blocked-send  *1  *0  *0  *-  *0.0 %$' "$out" || fail 'what is missing is no loss of recall'

# no comment, though the word is there
make_case one/no_check.c 'EXPECT error blocking-send: so' '(void)sizeof "EXPECT(x) EXPECT_EQ SEES(x)";'
test_cases 0 one

# what does not compile, and what is bad input to `check`
make_case one/no_check.c 'EXPECT error blocking-send: so' 'return undeclared;'
test_cases 1 one
says 'one/no_check.c: no_check.c has compile errors, the first: '
echo 'exclude: 5: 6' >one/.chanlint.yaml
test_cases 1 one
says 'one/no_check.c: .chanlint.yaml:1'
rm one/.chanlint.yaml
make_case one/no_check.c 'chanlint: ignore blocking-send'
test_cases 1 one
says 'one/no_check.c: no_check.c:5'

# a model that the folder of the cases brings
{ echo libraries:; sed 's/^/    /; 1s/^    /  - /' mailbox.yaml; } >cases/.chanlint.yaml
run 0 models test --case cases/leaky.c
rm cases/.chanlint.yaml

# headers elsewhere
mkdir away include
make_case away/leaky.c 'EXPECT error blocking-send: so'
mv one/mailbox.h include
test_cases 1 away
says 'has compile errors'
test_cases 0 --include include away

# bad input
refuses 'empty holds no cases' models test empty
refuses 'empty is no case' models test --case empty
refuses 'cases/leaky.c is no folder with cases: --case takes a case itself' models test cases/leaky.c
refuses 'absent is not there' models test --case absent
refuses 'cannot' models test --model absent.yaml cases
refuses 'absent is no rules folder' models test --rules absent cases
refuses '--seconds -1' models test --seconds -1 cases
refuses '-j -2' models test -j -2 cases
refuses 'models takes' models test

# a link that crashes costs its case, and the others are tested
mkdir three
cp cases/mailbox.h three
for name in a b c; do make_case three/$name.c 'EXPECT error blocking-send: so'; done
export ALARMS="$work/alarms" LD_PRELOAD="${CHANLINT_CRASH_SECOND:?}" ASAN_OPTIONS=verify_asan_link_order=0
test_cases 1 -j 1 three
unset ALARMS LD_PRELOAD ASAN_OPTIONS
warns '3 cases: 2 as expected, 1 not'
[ "$(grep -c '^three/[abc].c: the link crashed (SIGABRT)$' "$out")" -eq 1 ] || fail 'not one link has crashed'
[ "$(grep -c '^three/[abc].c:5: missing: error blocking-send$' "$out")" -eq 1 ] || fail 'not one finding is missing'

# a parser that crashes costs the cases that it had, and so does one that takes too long
mkdir bin
cp "$chanlint" bin/chanlint
chanlint=$work/cwd/bin/chanlint
printf '#!/bin/sh\nkill -SEGV $$\n' >bin/chanlint-worker
chmod +x bin/chanlint-worker
test_cases 1 --rules "$rules" cases
says 'cases/leaky.c: leaky.c is not analysed: the parser crashed'
says 'cases/leaky.c:5: missing: error blocking-send'
warns '2 cases: 0 as expected, 2 not'
printf '#!/bin/sh\nexec sleep 100\n' >bin/chanlint-worker
test_cases 1 --rules "$rules" --seconds 1 --case cases/leaky.c
says 'cases/leaky.c: leaky.c is not analysed: it took longer than 1 s'
finish
