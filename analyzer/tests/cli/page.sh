# The page of the HTML report, in a real browser where there is one.
. "$(dirname "$0")/harness.sh"
python3 "$(dirname "$0")/../browser/page.py" "$chanlint" >"$out" 2>"$err"
status=$?
[ $status -eq 77 ] && exit 77
[ $status -eq 0 ] || fail 'the page is not as it should be'
finish
