# Files that cannot be analysed: named, with exit status 3; a missing worker is an installation that is broken.
. "$(dirname "$0")/harness.sh"
make_tree tree
rules=$(dirname "$chanlint")/../share/chanlint/rules
mkdir bin
cp "$chanlint" bin/chanlint
chanlint=$work/cwd/bin/chanlint

refuses 'chanlint-worker is neither beside chanlint' check --rules "$rules" tree
absent tree/.chanlint

printf '#!/bin/sh\nkill -SEGV $$\n' >bin/chanlint-worker
chmod +x bin/chanlint-worker
run 3 check --rules "$rules" tree
warns 'poller.c is not analysed'
warns '1 not analysed'
present tree/.chanlint/chanlint.db
run 3 check --rules "$rules" --fail-on never tree
finish
