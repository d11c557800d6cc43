# The formats that other programs read, each by what its reader asks for, of a tree whose names try to break out of them.
. "$(dirname "$0")/harness.sh"
make_tree tree
cd tree || exit 1
hostile='=a"b<i>,&%:;'"'"'ü.c'
mv poller.c "$hostile"
run 1 check
run 0 review "$hostile:38" --status intentional --comment 'as <b>"tested"</b>'

# parsed FORMAT: the report in that format is as the Python code on stdin says; `text` is the report, `name` the file's name
parsed() {
    run 0 report --format "$1" -o report
    { echo 'import sys; name, text = sys.argv[1], open("report", encoding="utf-8", newline="").read()' && cat; } >parse.py
    python3 parse.py "$hostile" >"$out" 2>"$err" || fail "the $1 report is not as it should be"
}

parsed junit <<'END'
import xml.etree.ElementTree as tree
suite, = tree.fromstring(text)
assert suite.tag == "testsuite" and suite.get("failures") == "1" and suite.get("skipped") == "1"
assert int(suite.get("tests")) == len(suite) > 5
failed, = [test for test in suite if test.find("failure") is not None]
assert failed.get("classname") == "blocking-send" and failed.get("name") == name + ":30 in watch"
assert failed.get("file") == name and failed.get("line") == "30"
assert failed.find("failure").get("type") == "error" and "`watch`" in failed.find("failure").get("message")
skipped, = [test for test in suite if test.find("skipped") is not None]
assert skipped.find("skipped").get("message") == 'as <b>"tested"</b>'
END
if command -v xmllint >/dev/null; then
    xmllint --noout report 2>"$err" || fail 'xmllint refuses the JUnit report'
fi

parsed gitlab <<'END'
import json, re
finding, = json.loads(text)
assert finding["location"] == {"path": name, "lines": {"begin": 30}}
assert finding["severity"] == "critical" and finding["check_name"] == "blocking-send"
assert re.fullmatch("[0-9a-f]{16}", finding["fingerprint"]) and "`watch`" in finding["description"]
END

parsed github <<'END'
import re
place = '=a"b<i>%2C&%25%3A;\'ü.c'
assert re.fullmatch(f"::error file={re.escape(place)},line=30,col=9,title=blocking-send::send on `out` [^\n]*\n", text), text
assert "%25:" in text # what the message says of the file
END

parsed csv <<'END'
import csv, io
assert text.endswith("\r\n") and text.count("\n") == 3
send, task = csv.DictReader(io.StringIO(text))
assert send["check"] == "blocking-send" and send["line"] == "30" and send["column"] == "9" and send["channel"] == "out"
assert send["file"] == "'" + name # to a spreadsheet it would be a formula
assert task["dismissed"] == "external" and task["status"] == "intentional" and task["reason"] == 'as <b>"tested"</b>'
END

parsed dot <<'END'
lines = text.splitlines()
assert lines[0] == "digraph chanlint {" and lines[-1] == "}"
assert [line for line in lines if '"t1" -> c1 ' in line and "send" in line and "color=red" in line]
assert [line for line in lines if 'c1 -> "fserve"' in line and "receive" in line and "color=red" not in line]
END
if command -v dot >/dev/null; then
    dot -Tsvg report -o graph.svg 2>"$err" || fail 'Graphviz refuses the graph'
    [ ! -s "$err" ] || fail 'Graphviz complains about the graph'
fi

# Each with nothing in it.
mkdir ../clean
echo 'int main(void) { return 0; }' >../clean/main.c
cd ../clean || exit 1
for format in junit gitlab github csv dot; do
    run 0 check --format $format -o $format
done
[ "$(cat gitlab)" = '[]' ] && [ ! -s github ] && [ "$(wc -l <csv)" -eq 1 ] || fail 'something is found in a clean tree'
python3 -c 'import xml.etree.ElementTree as t; assert t.parse("junit").getroot()[0].get("failures") == "0"' 2>"$err" ||
    fail 'the JUnit report of a clean tree has failures'

# The picture is of what the database knows now.
run 0 check
refuses 'the format dot is for the latest run' report --run 1 --format dot

# Many findings are counted by check, in 30 lines at most; what is not written to the log is named.
cd .. && mkdir many && cp tree/queue.h many
i=0
while [ $i -lt 12 ]; do
    sed "s/queue_push/push$i/g; s/queue_pop/pop$i/g; s/watch/watch$i/; s/serve/serve$i/; s/main/main$i/" "tree/$hostile" |
        sed "1a void push$i(struct queue *q, int item); int pop$i(struct queue *q);" |
        sed "\$a // chanlint: ignore blocking-send -- nothing is here" >many/poller$i.c
    i=$((i + 1))
done
run 1 check -o findings.txt many
warns 'chanlint: blocking-send: 12 errors'
warns 'chanlint: and 2 more'
warns 'chanlint: the findings are in findings.txt'
[ "$(wc -l <"$err")" -le 30 ] || fail 'the summary is too long'
finish
