#!/usr/bin/env python3
"""Applies each fix that `check --fix` offers over testdata/cases, and looks at what comes of it: fixes.py CHANLINT

The patch applies, the file compiles as well as before, the finding is gone, and no other one is there. And as many fixes
are offered as there were, of each check: LEAST.
"""
import collections
import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
CASES = ROOT / "testdata/cases"
LEAST = {"stop-without-wake": 8, "ignored-cancel": 6, "uncovered-send": 17, "blocking-send": 1, "join-deadlock": 1}
PLAIN = {"blocking-send", "join-deadlock"}  # most have nothing that the send could listen to
WAY_OUT = re.compile(r"\b(alt|chanalt|choose|tend_\w+|stop_token|stop_\w+|stopp\w+|quit\w*|cancel\w*)\b")
SOURCES = (".c", ".cc", ".cpp")


def expects(case):
    """Does a comment speak of a check whose findings there are fixes for?"""
    files = [case] if case.is_file() else [file for file in case.rglob("*") if file.is_file()]
    texts = [file.read_text(errors="replace") for file in files]
    expected = {name for name in LEAST if any(f" {name}:" in text for text in texts)}
    if expected & PLAIN and any(WAY_OUT.search(text) for text in texts):
        return True
    return bool(expected & (LEAST.keys() - PLAIN))


def chanlint(*arguments):
    return subprocess.run([sys.argv[1], *arguments], capture_output=True, text=True, check=True).stdout


def check(tree, *more):
    """The SARIF results of the tree, each under what it is, and what of them holds."""
    database = str(tree.parent / "db")
    common = ["--no-cache", "--notes", "--quiet", "--fail-on", "never", "-j", "1", "--db", database]
    log = json.loads(chanlint("check", *common, "--format", "sarif", *more, str(tree)))
    return log["runs"][0]["results"]


def defects(results):
    """What is found, but for where: a fix moves lines."""
    return collections.Counter((result["ruleId"], result["locations"][0]["logicalLocations"][0]["name"],
                                result["partialFingerprints"]["chanlint/v1"]) for result in results)


def compiles(tree, library):
    """Whether each of the tree's files is right to a compiler that is not the checker's."""
    headers = [f"-idirafter{folder}" for folder in [ROOT / "rules/headers" / library] if folder.is_dir()]
    right = {}
    for file in sorted(tree.rglob("*")):
        if file.suffix in SOURCES:
            compiler = ["cc", "-std=gnu17"] if file.suffix == ".c" else ["c++", "-std=c++20"]
            command = [*compiler, "-fsyntax-only", "-Werror=implicit-function-declaration", f"-I{tree}", *headers, file]
            right[file] = subprocess.run(command, capture_output=True, check=False).returncode == 0
    return right


def try_fixes(case):
    """The checks of the fixes that are offered, what is wrong with them, and how many files compile."""
    problems = []
    with tempfile.TemporaryDirectory(prefix="chanlint-fix-") as folder:
        tree, patch = pathlib.Path(folder, "tree"), pathlib.Path(folder, "patch")
        shutil.copytree(case, tree) if case.is_dir() else (tree.mkdir(), shutil.copy(case, tree))
        before = check(tree, "--fix")
        mended = [result for result in before if "fixes" in result]
        if not mended:
            return [], [], 0
        patch.write_text(chanlint("report", "--notes", "--format", "patch", "--db", f"{folder}/db"))
        compiled = compiles(tree, case.parent.name)
        applied = subprocess.run(["git", "apply", "--whitespace=nowarn", patch], cwd=tree, capture_output=True, text=True,
                                 check=False)
        if applied.returncode != 0:
            problems.append(f"the patch does not apply: {applied.stderr}")
        for file, right in compiles(tree, case.parent.name).items():
            if compiled[file] and not right:
                problems.append(f"{file.name} does not compile any more")
        kept, after = defects(before) - defects(mended), defects(check(tree))
        problems += [f"not gone, or new: {defect}" for defect in after - kept]
        problems += [f"gone, too: {defect}" for defect in kept - after if defect[0] in LEAST]
        return [result["ruleId"] for result in mended], problems, sum(compiled.values())


def main():
    cases = [case for case in sorted(CASES.glob("*/*")) if expects(case)]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(try_fixes, cases))
    failed, offered = 0, collections.Counter()
    for case, (checks, problems, compiled) in zip(cases, results):
        offered.update(checks)
        if checks and not compiled:
            problems.append("no file of it compiles, so nothing is shown")
        failed += len(problems)
        for problem in problems:
            print(f"{case.relative_to(ROOT)}: {problem}")
        if checks:
            print(f"{case.relative_to(ROOT)}: {', '.join(checks)}")
    for name, least in LEAST.items():
        print(f"{name}: {offered[name]} fixes")
        if offered[name] < least:
            print(f"{name}: fewer than {least}")
            failed += 1
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
