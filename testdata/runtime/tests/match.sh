#!/bin/sh
# The profile of the leaky poller, matched with what chanlint finds in its sources: match.sh CHANLINT POLLERS
set -eu
root=$(cd "$(dirname "$0")/../../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$root/testdata/runtime" "$work/runtime"
"$root/scripts/story" --programs "$2" --clients 200 --hold 10 --profile "$work/profile"
"$1" check --db "$work/db" --fail-on never "$work/runtime" >/dev/null
"$1" match --db "$work/db" --profile "$work/profile" | tee "$work/out"

# 3 tasks of the service's own, 1 client that has not asked yet, and 2 for each that stays
line=$(grep -n 'EXPECT' "$root/testdata/runtime/pollers/leaky/poller.c" | cut -d: -f1)
grep -q "^200 of 224 tasks are parked in .poller_watch. (pollers/leaky/poller.c:$line): finding [0-9a-f]*, blocking-send$" \
    "$work/out"
grep -q '^10 of 224 tasks are parked in .serve_client. (pollers/leaky/poller.c:[0-9]*): no finding: a receive' "$work/out"
