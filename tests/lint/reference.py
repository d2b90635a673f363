#!/usr/bin/python3
"""forms/README.md: every example in it is taken by the program without a word, every key stands in it as the program has it, and so does every
type, appearance and code of advice.
usage: reference.py KIOSKCTL"""
import glob
import json
import re
import subprocess
import sys
import tempfile

SETTINGS = "settings: {form_id: eksempel, form_title: Eksempel, version: 1}\n"
LIST = "choices:\n  farger:\n    - {name: rod, label: RED}\n    - {name: bla, label: BLUE}\n"
NOTE = "survey:\n  - {type: text, name: hei, label: WORDS}\n"


def same_in(words, languages):
    return "{" + ", ".join(f"{language}: {words}" for language in languages) + "}" if languages else words


def whole(block):
    """Rows, languages and kiosk settings are put where they belong."""
    if block.startswith("settings:"):
        return block
    if block.startswith("- "):
        rows = SETTINGS + "survey:\n" + "".join("  " + line + "\n" for line in block.splitlines())
        return rows + LIST.replace("RED", "Rød").replace("BLUE", "Blå") if " farger" in block else rows
    languages = re.findall(r"(\w+): ", block.splitlines()[0])[1:] if block.startswith("languages:") else []
    languages = [code for code in languages if code not in ("name", "direction")]
    titled = SETTINGS.replace("form_title: Eksempel", "form_title: " + same_in("Eksempel", languages))
    if languages:
        titled = titled.replace("version: 1", f"version: 1, default_language: {languages[0]}")
    return titled + block + NOTE.replace("WORDS", same_in("Hei", languages))


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


ANSWERS = ["alder=34", "navn=Kari", "farger=rod bla", "barn=3", "barn=5", "barn=8"]


def check_functions(kioskctl, text):
    """Each function of the program has its line, each line a function, and each example gives what it says."""
    known = set()
    for path in glob.glob("kiosk/expr/function_*.c"):
        if not path.endswith("_not_yet.c"):
            with open(path, encoding="utf-8") as file:
                known |= set(re.findall(r'(?:\.name = |^ +[A-Z_]+\()"([a-z0-9:-]+)"', file.read(), re.M))
    lines = re.findall(r"^\| `([a-z0-9:-]+)\((.*?)` \| (.*?) \| (?:`(.*)`)? ?\| (?:`(.*?)`)? ?\|$", text, re.M)
    told = {name for name, *_ in lines} | set(re.findall(r"also ([a-z-]+)\(\)", text))
    failed = [f"no line of the function {name}" for name in sorted(known - told)]
    failed += [f"there is no function {name}" for name in sorted(told - known)]
    for _, _, _, example, gives in lines:
        if not example:
            continue
        ran = subprocess.run([kioskctl, "eval", example, *sum((["--set", answer] for answer in ANSWERS), [])], capture_output=True, text=True)
        if ran.returncode != 0 or (gives and ran.stdout.strip() != gives):
            failed.append(f"{example} gives {ran.stdout.strip()}{ran.stderr}, not {gives}")
    return failed


def main():
    kioskctl = sys.argv[1]
    with open("forms/README.md", encoding="utf-8") as file:
        text = file.read()
    failed = []
    blocks = re.findall(r"```yaml\n(.*?)```", text, re.S)
    with tempfile.TemporaryDirectory() as folder:
        for name, table in re.findall(r"```csv (\S+)\n(.*?)```", text, re.S):
            write(f"{folder}/{name}", table)
        for block in blocks:
            write(f"{folder}/form.yaml", whole(block))
            ran = subprocess.run([kioskctl, "check", "--brief", f"{folder}/form.yaml"], capture_output=True, text=True)
            if ran.returncode != 0 or " warning " in ran.stdout:
                failed.append(f"an example is not taken:\n{block}\n{ran.stdout}{ran.stderr}")
    failed += check_functions(kioskctl, text)
    schema = json.loads(subprocess.run([kioskctl, "schema"], check=True, capture_output=True).stdout)["$defs"]
    for part in schema.values():
        for key, shape in part.get("properties", {}).items():
            if f"| `{key}` | {shape['description']} |" not in text:
                failed.append(f"no line: | `{key}` | {shape['description']} |")
    for word in schema["question"]["properties"]["appearance"]["examples"]:
        if f"`{word}`" not in text:
            failed.append(f"no appearance {word}")
    for name in schema["type"]["examples"]:
        if f"type: {name.split()[0]}" not in text and f"`{name}`" not in text:
            failed.append(f"no type {name}")
    with open("kiosk/lint/notes.c", encoding="utf-8") as file:
        for code in re.findall(r'\[ADVICE_\w+\] = "([a-z-]+)"', file.read()):
            if f"`{code}`" not in text:
                failed.append(f"no code {code}")
    if len(blocks) < 7:
        failed.append("there are too few examples")
    print("\n".join(failed) or f"{len(blocks)} examples taken")
    sys.exit(1 if failed else 0)


main()
