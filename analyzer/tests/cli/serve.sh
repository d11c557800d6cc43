# The page over HTTP: who may ask, two reviewers at once, and checks beside it.
. "$(dirname "$0")/harness.sh"
make_tree tree
run 1 check tree
python3 "$(dirname "$0")/../browser/serve.py" "$chanlint" >"$out" 2>"$err" || fail 'the server is not as it should be'
refuses 'there is no port 70000' serve --db tree/.chanlint/chanlint.db --port 70000
refuses 'there is no database' serve --db none.db
finish
