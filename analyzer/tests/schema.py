#!/usr/bin/env python3
"""Compares rules/models.schema.json with what chanlint reads: schema.py CHANLINT

Both accept the models of rules/models, and refuse those of testdata/hostile/models. Where a model there says so, chanlint
says at which line and column, about which key: `# REFUSED LINE:COLUMN KEY`.
"""
import json
import pathlib
import re
import subprocess
import sys

try:
    import jsonschema
    import yaml
except ImportError as missing:
    print(f"{missing}: not tested")
    sys.exit(77)

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "rules/models.schema.json").read_text())
REFUSED = re.compile(r"# REFUSED (\d+:\d+) (\S+)")
problems = []


def complaint(chanlint, model):
    """What chanlint says about the model; "" when it takes it."""
    command = [chanlint, "check", "--no-cache", "--db", "/dev/null/none", "--model", model, "/dev/null"]
    said = subprocess.run(command, capture_output=True, text=True, errors="replace").stderr
    return said if model.name in said else ""


def accepts(validator, model):
    try:
        return validator.is_valid(yaml.safe_load(model.read_text()))
    except (yaml.YAMLError, UnicodeDecodeError):
        return False


def expect(truth, model, what):
    if not truth:
        problems.append(f"{model.name}: {what}")


def check_refused(chanlint, validator, model):
    said, expected = complaint(chanlint, model), REFUSED.match(model.read_text(errors="replace"))
    expect(said, model, "chanlint takes it")
    # to YAML the last of two equal keys counts
    expect(not accepts(validator, model) or "twice" in said, model, "the schema takes it")
    if expected:
        place, key = expected.groups()
        expect(f"{model.name}:{place}: " in said and f"'{key}'" in said, model, f"no {place} and '{key}' in: {said}")


def main():
    chanlint = sys.argv[1]
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    validator = jsonschema.Draft202012Validator(SCHEMA)
    for model in sorted((ROOT / "rules/models").glob("*.yaml")):
        expect(accepts(validator, model), model, "the schema does not take it")
        expect("yaml-language-server: $schema=../models.schema.json" in model.read_text(), model, "names no schema")
    hostile = ROOT / "testdata/hostile/models"
    for model in sorted(hostile.glob("*.yaml")):
        check_refused(chanlint, validator, model)
    roles = complaint(chanlint, hostile / "unknown_role.yaml").rsplit("use one of ", 1)[-1].strip().split(", ")
    known = SCHEMA["$defs"]["function"]["properties"]["does"]["enum"]
    if sorted(roles) != sorted(known):
        problems.append(f"not both know {sorted(set(roles) ^ set(known))}")
    print("\n".join(problems))
    return len(problems) > 0


if __name__ == "__main__":
    sys.exit(main())
