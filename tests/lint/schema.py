#!/usr/bin/python3
"""The schema of the form's notation: the copy in forms/ is what the program prints; what ships and what the tests read is a form by it; and
what is wrong in structure is refused. Skipped (77) where python3-jsonschema is missing: tools/packages test.
usage: schema.py KIOSKCTL"""
import glob
import json
import subprocess
import sys

try:
    import jsonschema
    import yaml
except ImportError:
    print("schema: python3-jsonschema and python3-yaml are not installed; tools/packages test installs them")
    sys.exit(77)


class Loader(yaml.SafeLoader):
    """A day stays the text that it is to YAML 1.2, and a key stays a text."""


Loader.yaml_implicit_resolvers = {
    sign: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
    for sign, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def named(node):
    """Keys are names, whatever they look like."""
    if isinstance(node, dict):
        return {str(key): named(value) for key, value in node.items()}
    return [named(item) for item in node] if isinstance(node, list) else node


# By the mistake that a form is named after: its structure is wrong. The others are wrong in meaning, which only the program sees.
STRUCTURE = ["bad-value", "duplicate-code", "empty-form", "empty-list", "from-workbook", "idle-warn", "missing-key", "missing-label",
             "name-missing", "name-missing-choice", "no-survey", "not-a-form", "not-a-list", "not-a-map", "phone-value", "retention-value",
             "unknown-key", "unknown-type", "yaml-type"]


def load(path):
    with open(path, encoding="utf-8-sig") as file:
        return named(yaml.load(file, Loader))


def main():
    printed = subprocess.run([sys.argv[1], "schema"], check=True, capture_output=True).stdout
    with open("forms/form.schema.json", "rb") as file:
        if file.read() != printed:
            sys.exit("schema: forms/form.schema.json is not what kioskctl schema prints; print it anew")
    schema = json.loads(printed)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    failed = 0
    for path in glob.glob("forms/*.yaml"):
        with open(path, encoding="utf-8") as file:
            if file.readline() != "# yaml-language-server: $schema=form.schema.json\n":
                print(f"{path}: its first line does not name the schema to editors")
                failed += 1
    good = sorted(glob.glob("forms/*.yaml") + glob.glob("tests/form/good/*.yaml"))
    for path in good:
        try:
            form = load(path)
        except yaml.YAMLError:
            continue  # written as PyYAML does not read it, such as {text: why?}
        for error in validator.iter_errors(form):
            print(f"{path}: {list(error.absolute_path)}: {error.message[:200]}")
            failed += 1
    refused = {}
    for path in sorted(glob.glob("tests/form/bad/*.yaml")):
        name = path.split("/")[-1][: -len(".yaml")]
        try:
            refused[name] = not validator.is_valid(load(path))
        except (yaml.YAMLError, UnicodeDecodeError, ValueError):
            continue  # no YAML at all
    for name in STRUCTURE:
        if not refused.get(name):
            print(f"tests/form/bad/{name}.yaml: its structure is wrong, and the schema takes it")
            failed += 1
    if len(good) < 5 or sum(refused.values()) < 10:
        sys.exit("schema: too little was looked at")
    print(f"{len(good)} forms taken, {sum(refused.values())} of {len(refused)} bad ones refused by structure alone")
    if "-v" in sys.argv:
        print("refused:", " ".join(n for n in refused if refused[n]), "\ntaken:", " ".join(n for n in refused if not refused[n]))
    sys.exit(1 if failed else 0)


main()
