#!/usr/bin/python3
"""forms/README.md: every example in it is taken by the program without a word, every key stands in it as the program has it, and so does every
type, appearance and code of advice.
usage: reference.py KIOSKCTL"""
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
        return SETTINGS + "survey:\n" + "".join("  " + line + "\n" for line in block.splitlines()) + LIST.replace("RED", "Rød").replace("BLUE", "Blå")
    languages = re.findall(r"(\w+): ", block.splitlines()[0])[1:] if block.startswith("languages:") else []
    languages = [code for code in languages if code not in ("name", "direction")]
    titled = SETTINGS.replace("form_title: Eksempel", "form_title: " + same_in("Eksempel", languages))
    if languages:
        titled = titled.replace("version: 1", f"version: 1, default_language: {languages[0]}")
    return titled + block + NOTE.replace("WORDS", same_in("Hei", languages))


def main():
    kioskctl = sys.argv[1]
    with open("forms/README.md", encoding="utf-8") as file:
        text = file.read()
    failed = []
    blocks = re.findall(r"```yaml\n(.*?)```", text, re.S)
    for block in blocks:
        with tempfile.NamedTemporaryFile("w", suffix=".yaml", encoding="utf-8") as form:
            form.write(whole(block))
            form.flush()
            ran = subprocess.run([kioskctl, "check", "--brief", form.name], capture_output=True, text=True)
            if ran.returncode != 0 or " warning " in ran.stdout:
                failed.append(f"an example is not taken:\n{block}\n{ran.stdout}{ran.stderr}")
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
