# A finding stays the same finding while its defect does, whatever else changes; and is another one when the defect is.
. "$(dirname "$0")/harness.sh"
python3 "$(dirname "$0")/identity.py" "$chanlint" >"$out" 2>"$err" || fail 'findings are taken for others'
finish
