# The SARIF log against the rules of SARIF 2.1.0: every property that it has is one of the standard's, of its type.
. "$(dirname "$0")/harness.sh"
make_tree tree
mv tree/poller.c 'tree/my poller ü%.c'
mkdir clean
echo 'int main(void) { return 0; }' >clean/main.c

cat >validate.py <<'EOF'
import datetime, json, re, sys, urllib.parse

# A shape is a type, a value, a pattern, [shape] for arrays, or {property: shape} for objects, which have no other
# properties; those with ? may be left out.
TEXT = re.compile(r"(?s).*\S.*")
INDEX = range(0, sys.maxsize)
NUMBER = range(1, sys.maxsize)
MESSAGE = {"text": TEXT}
REGION = {"startLine": NUMBER, "startColumn?": NUMBER}
PLACE = {"artifactLocation": {"uri": TEXT, "uriBaseId": "%SRCROOT%"}, "region": REGION}
LOCATION = {"physicalLocation": PLACE, "message": MESSAGE}
RULE = {
    "id": re.compile("[a-z-]+"),
    "shortDescription": MESSAGE,
    "help": {"text": TEXT, "markdown": TEXT},
    "defaultConfiguration": {"level": re.compile("none|note|warning|error")},
}
RESULT = {
    "ruleId": re.compile("[a-z-]+"),
    "ruleIndex": INDEX,
    "level": re.compile("note|warning|error"),
    "message": MESSAGE,
    "locations": [{"physicalLocation": PLACE, "logicalLocations": [{"name": TEXT, "kind": "function"}]}],
    "partialFingerprints": {"chanlint/v1": re.compile(r"[0-9a-f]+")},
    "codeFlows?": [{"threadFlows": [{"locations": [{"location": LOCATION}]}]}],
    "relatedLocations?": [LOCATION],
    "fixes?": [{"description": MESSAGE, "artifactChanges": [{
        "artifactLocation": {"uri": TEXT, "uriBaseId": "%SRCROOT%"},
        "replacements": [{
            "deletedRegion": {"startLine": NUMBER, "startColumn": NUMBER, "endLine": NUMBER, "endColumn": NUMBER},
            "insertedContent": {"text": TEXT},
        }],
    }]}],
    "baselineState?": re.compile("new|updated|unchanged"),
    "suppressions?": [{"kind": re.compile("inSource|external"), "status": "accepted", "justification": TEXT}],
}
RUN = {
    "tool": {"driver": {"name": "chanlint", "version": re.compile(r"\d+\.\d+\.\d+"), "rules": [RULE]}},
    "invocations": [{"executionSuccessful": bool, "startTimeUtc": TEXT}],
    "originalUriBaseIds": {"%SRCROOT%": {"uri": re.compile("file:///(.*/)?")}},
    "results": [RESULT],
}
LOG = {"$schema": re.compile("https://.*sarif-2.1.0.json"), "version": "2.1.0", "runs": [RUN]}


def check(value, shape, path):
    if isinstance(shape, dict):
        assert isinstance(value, dict), f"{path} is no object"
        needed = {key for key in shape if not key.endswith("?")}
        allowed = {key.rstrip("?"): part for key, part in shape.items()}
        assert needed <= value.keys() <= allowed.keys(), f"{path} has the properties {sorted(value)}"
        for key, part in value.items():
            check(part, allowed[key], f"{path}.{key}")
    elif isinstance(shape, list):
        assert isinstance(value, list), f"{path} is no array"
        for i, part in enumerate(value):
            check(part, shape[0], f"{path}[{i}]")
    elif isinstance(shape, re.Pattern):
        assert isinstance(value, str) and shape.fullmatch(value), f"{path} is {value!r}"
    elif isinstance(shape, type):
        assert isinstance(value, shape), f"{path} is {value!r}"
    elif isinstance(shape, range):
        assert type(value) is int and value in shape, f"{path} is {value!r}"
    else:
        assert value == shape, f"{path} is {value!r}"


def check_place(place):
    uri = place["artifactLocation"]["uri"]
    assert re.fullmatch(r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})+", uri), f"no URI: {uri}"
    assert not uri.startswith("/") and ".." not in uri.split("/"), f"not under the root: {uri}"
    open(sys.argv[2] + "/" + urllib.parse.unquote(uri)).close()


with open(sys.argv[1], encoding="utf-8") as file:
    log = json.load(file)
check(log, LOG, "log")
run = log["runs"][0]
rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
assert len(set(rules)) == len(rules) > 0, rules
datetime.datetime.strptime(run["invocations"][0]["startTimeUtc"], "%Y-%m-%dT%H:%M:%SZ")
for result in run["results"]:
    assert rules[result["ruleIndex"]] == result["ruleId"]
    assert len(result["locations"]) == 1
    check_place(result["locations"][0]["physicalLocation"])
    for location in result.get("relatedLocations", []):
        check_place(location["physicalLocation"])
    for flow in result.get("codeFlows", []):
        places = [step["location"]["physicalLocation"] for step in flow["threadFlows"][0]["locations"]]
        for place in places:
            check_place(place)
        assert places[-1] == result["locations"][0]["physicalLocation"], "the flow does not end at the finding"
fingerprints = [result["partialFingerprints"]["chanlint/v1"] for result in run["results"]]
assert len(set(fingerprints)) == len(fingerprints), "two results have one fingerprint"
print(len(fingerprints), "results,", sum("suppressions" in result for result in run["results"]), "suppressed,",
      sum("codeFlows" in result for result in run["results"]), "with a path")
EOF

# valid STATUS TREE ARGS...: the log of `check ARGS TREE` is in log.sarif and as it should be
valid() {
    expected=$1 tree=$2
    shift 2
    run "$expected" check --format sarif -o log.sarif "$@" "$tree"
    python3 validate.py log.sarif "$tree" >"$out" 2>"$err" || fail "the log of $tree $* is not valid"
}

valid 0 clean
says '0 results'
valid 1 tree --notes
grep -q '^0 results' "$out" && fail 'no results in the leaky tree'
grep -q ' 0 with a path' "$out" && fail 'no result has a path'
grep -qF '"uri":"my%20poller%20%C3%BC%25.c"' log.sarif || fail 'the file name is not encoded'

run 1 check tree
line=$(sed -n '/\[blocking-send\]/{s/^[^:]*:\([0-9]*\):.*/\1/p;q;}' "$out")
sed -i "${line}s|\$| // chanlint: ignore blocking-send -- \"quoted\" \\\\ ü|" tree/my*.c
valid 0 tree --fail-on error
says '1 suppressed'
finish
