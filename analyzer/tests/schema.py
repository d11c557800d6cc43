#!/usr/bin/env python3
"""Compares the JSON schemas of rules/ with what chanlint reads: schema.py CHANLINT

Both accept the models of rules/models, and refuse those of testdata/hostile/models, and what testdata/hostile/projects
has for a .chanlint.yaml. Where a file there says so, chanlint says at which line and column, about which key:
`# REFUSED LINE:COLUMN KEY`.
"""
import contextlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile

try:
    import jsonschema
    import referencing
    import yaml
except ImportError as missing:
    print(f"{missing}: not tested")
    sys.exit(77)

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODELS, PROJECT = (json.loads((ROOT / f"rules/{name}.schema.json").read_text()) for name in ("models", "project"))
# what no schema knows: of two equal keys the last counts, and what the tree holds
BEYOND_SCHEMAS = re.compile("twice|[Aa]lias|cannot read|not inside|cannot exclude|is in .* already")
REFUSED = re.compile(r"# REFUSED (\d+:\d+) (\S+)")
problems = []


@contextlib.contextmanager
def tree():
    with tempfile.TemporaryDirectory(prefix="chanlint-schema-") as folder:
        pathlib.Path(folder, "a.c").write_text("int a;\n")
        yield folder


def said_by(chanlint, *arguments):
    command = [chanlint, "check", "--no-cache", "--db", "/dev/null/none", *arguments]
    return subprocess.run(command, capture_output=True, text=True, errors="replace").stderr


def model_complaint(chanlint, model):
    """What chanlint says about the model; "" when it takes it."""
    with tree() as folder:
        said = said_by(chanlint, "--model", model, folder)
    return said if model.name in said else ""


def project_complaint(chanlint, project):
    """The same of a tree with that .chanlint.yaml."""
    with tree() as folder:
        pathlib.Path(folder, ".chanlint.yaml").write_bytes(project.read_bytes())
        said = said_by(chanlint, folder)
    return said if ".chanlint.yaml:" in said else ""


def accepts(validator, model):
    try:
        return validator.is_valid(yaml.safe_load(model.read_text()))
    except (yaml.YAMLError, UnicodeDecodeError):
        return False


def expect(truth, model, what):
    if not truth:
        problems.append(f"{model.name}: {what}")


def check_refused(file, said, validator):
    expected = REFUSED.match(file.read_text(errors="replace"))
    expect(said, file, "chanlint takes it")
    expect(not accepts(validator, file) or BEYOND_SCHEMAS.search(said), file, "the schema takes it")
    if expected:
        place, key = expected.groups()
        expect(f":{place}: " in said and f"'{key}'" in said, file, f"no {place} and '{key}' in: {said}")


def validator_of(schema):
    jsonschema.Draft202012Validator.check_schema(schema)
    models = referencing.Resource.from_contents(MODELS)
    registry = referencing.Registry().with_resource("models.schema.json", models)
    return jsonschema.Draft202012Validator(schema, registry=registry)


def main():
    chanlint = sys.argv[1]
    validator, projects = validator_of(MODELS), validator_of(PROJECT)
    for model in sorted((ROOT / "rules/models").glob("*.yaml")):
        expect(accepts(validator, model), model, "the schema does not take it")
        expect("yaml-language-server: $schema=../models.schema.json" in model.read_text(), model, "names no schema")
    hostile = ROOT / "testdata/hostile/models"
    for model in sorted(hostile.glob("*.yaml")):
        check_refused(model, model_complaint(chanlint, model), validator)
    for project in sorted((ROOT / "testdata/hostile/projects").glob("*.yaml")):
        check_refused(project, project_complaint(chanlint, project), projects)
    roles = model_complaint(chanlint, hostile / "unknown_role.yaml").rsplit("use one of ", 1)[-1].strip().split(", ")
    known = MODELS["$defs"]["function"]["properties"]["does"]["enum"]
    if sorted(roles) != sorted(known):
        problems.append(f"not both know {sorted(set(roles) ^ set(known))}")
    print("\n".join(problems))
    return len(problems) > 0


if __name__ == "__main__":
    sys.exit(main())
