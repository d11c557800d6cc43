# A database that somebody else is writing: said after a while, and left alone.
. "$(dirname "$0")/harness.sh"
make_tree tree

run 1 check --db runs.db tree
python3 -c '
import sqlite3, sys, time
db = sqlite3.connect("runs.db", isolation_level=None)
db.execute("BEGIN IMMEDIATE")
open("locked", "w").close()
time.sleep(60)' &
holder=$!
while ! [ -e locked ]; do sleep 0.1; done
refuses 'runs.db is in use by another program: wait for it' check --db runs.db tree
run 0 report --db runs.db
says '[blocking-send]'
kill $holder
wait $holder 2>/dev/null
run 1 check --db runs.db tree
finish
