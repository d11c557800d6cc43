# What is installed, from the build folder and as a Debian package; and the hook that uses it.
. "$(dirname "$0")/harness.sh"
build=$(dirname "$chanlint")/..
source=$(cd "$(dirname "$0")/../../.." && pwd)
make_tree tree
cmake --install "$build" --prefix "$work/prefix" >"$out" 2>"$err" || fail 'it cannot be installed'
chanlint=$work/prefix/bin/chanlint

# finds PROGRAM: it finds its rules and its worker
finds() {
    chanlint=$1
    rm -rf tree/.chanlint
    run 1 check tree
    says '[blocking-send]'
    run 0 --version
    says '(libclang '
}
finds "$work/prefix/bin/chanlint"

# Compilers take the header, whether they know the attribute or not.
cat >annotated.c <<'END'
#include <chanlint.h>
struct queue;
CHANLINT(close(0, wakes: [senders, receivers])) void queue_close(struct queue *q);
int main(void) { return queue_close == 0; }
void queue_close(struct queue *q) { (void)q; }
END
for compiler in cc clang clang-19; do
    command -v $compiler >/dev/null || continue
    $compiler -Wall -Wextra -Werror -std=c99 -pedantic -Wno-address -I"$work/prefix/include" -c annotated.c -o annotated.o \
        >"$out" 2>"$err" || fail "$compiler does not take chanlint.h"
done

# The manual page has each command and each option.
page=$work/prefix/share/man/man1/chanlint.1
"$chanlint" --help >"$out"
for command in $(sed -n 's/^  \([a-z][a-z]*\) .*/\1/p' "$out"); do
    grep -qwF "$command" "$page" || fail "the manual page has no $command"
    "$chanlint" "$command" --help >"$out"
    for option in $(grep -o -- '--[a-z][a-z-]*' "$out" | sort -u); do
        tr -d '\\' <"$page" | grep -qwF -- "$option" || fail "the manual page has no $option of $command"
    done
done
if command -v groff >/dev/null; then
    groff -man -Tutf8 -ww "$page" >"$out" 2>"$err"
    [ ! -s "$err" ] || fail 'groff complains about the manual page'
fi

# What bash offers.
completes() { # WORDS... EXPECTED: behind these words it is offered
    PATH=$work/prefix/bin:$PATH bash -c '
        . "$0"; expected=${@: -1}; COMP_WORDS=("${@:1:$#-1}"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _chanlint
        [[ " ${COMPREPLY[*]} " == *" $expected "* ]]' "$work/prefix/share/bash-completion/completions/chanlint" "$@" ||
        fail "bash does not offer the last of: $*"
}
# What zsh offers, where it is installed: pressed on a terminal.
offers() { # likewise
    expected=$(eval "echo \${$#}")
    words=$(echo "$*" | sed "s/ $expected\$//")
    # shellcheck disable=SC2086
    PATH=$work/prefix/bin:$PATH zsh -f "$source/analyzer/tests/cli/offer.zsh" "$work/prefix/share/zsh/site-functions" \
        $words >"$out" 2>"$err"
    grep -qxF -- "$expected" "$out" || fail "zsh does not offer the last of: $*"
}
for words in 're report' 'check --new --new-only' 'report --format s sarif' 'diff 1 2 --format j json' \
    'check --fail-on w warning' 'review 1 --status i intentional' 'explain immortal immortal-task' 'models s show' \
    'models show pth pthread'; do
    # shellcheck disable=SC2086
    completes chanlint $words
    if command -v zsh >/dev/null; then
        # shellcheck disable=SC2086
        offers chanlint $words
    fi
done

# The hook: what the tree's latest check had may be committed, what is new may not.
export HOME="$work" PATH="$work/prefix/bin:$PATH" GIT_AUTHOR_NAME=n GIT_AUTHOR_EMAIL=e GIT_COMMITTER_NAME=n GIT_COMMITTER_EMAIL=e
cd tree || exit 1
git init -q . && git add poller.c queue.h && git commit -q -m first
ln -s "$source/scripts/ci/pre-commit" .git/hooks/pre-commit
commit() { git commit -q -a -m more >"$out" 2>&1; }
echo '/* a comment */' >>poller.c
rm -rf .chanlint
commit && fail 'a tree with findings is committed'
says '[blocking-send]'
run 1 check
commit || fail 'what the latest check had is not committed'
sed -i 's/queue_push(out, event);/queue_push(out, -event);/' poller.c
commit && fail 'a new finding is committed'
commit && fail 'a new finding is committed the second time'
echo 'none of ours' >README
git add README
git stash -q -- poller.c
commit || fail 'a commit without C is refused'
cd ..

# As a package, under a root of its own.
if command -v cpack >/dev/null && command -v dpkg-deb >/dev/null && command -v dpkg-shlibdeps >/dev/null; then
    cpack --config "$build/CPackConfig.cmake" -B "$work/package" >"$out" 2>"$err" || fail 'there is no package'
    dpkg-deb -x "$work"/package/chanlint_*.deb "$work/root" || fail 'the package cannot be unpacked'
    finds "$work/root/usr/bin/chanlint"
    dpkg-deb -f "$work"/package/chanlint_*.deb >"$out"
    for needed in libclang1- libclang-common- libsqlite3-0 libmicrohttpd; do
        grep '^Depends:' "$out" | grep -qF "$needed" || fail "the package does not need $needed"
    done
fi
finish
