#!/usr/bin/python3
"""kioskctl check as scripts meet it: lines of JSON, a language to judge, and exit codes.
usage: advice.py KIOSKCTL"""
import json
import subprocess
import sys
import tempfile


def check(*words):
    return subprocess.run([sys.argv[1], "check", *words], capture_output=True, text=True)


def lines(ran):
    return [json.loads(line) for line in ran.stdout.splitlines()]


good = check("--json", "forms/samling.yaml")
assert good.returncode == 0, good.stderr
assert {line["level"] for line in lines(good)} == {"fact"}, good.stdout
assert all(line["file"] == "forms/samling.yaml" and line["what"] and line["code"] for line in lines(good))
lix = [line for line in lines(good) if line["code"] == "lix-question"]
assert len(lix) == 6 and all(line["figure"] > 0 and line["line"] > 0 for line in lix), lix

# The formula is for Scandinavian languages.
assert not [line for line in lines(check("--json", "--lang", "uk", "forms/samling.yaml")) if line["code"].startswith("lix")]

advised = check("forms/workshop.yaml")
assert advised.returncode == 0 and " suggestion many-open: " in advised.stdout, advised.stdout
assert "suggestion" not in check("--brief", "forms/workshop.yaml").stdout

# What a language lacks is counted by language; each place is for those who ask. What to do about many of a kind is said once.
with tempfile.TemporaryDirectory() as folder:
    path = f"{folder}/form.yaml"
    with open(path, "w", encoding="utf-8") as file:
        file.write("settings: {form_id: f, form_title: F, version: 1, default_language: nb}\nlanguages: {nb: Norsk, en: English}\nsurvey:\n")
        file.writelines(f"  - {{type: integer, name: a-{i}, label: {{nb: Hvor mange?}}}}\n" for i in range(9))
    told = check(path)
    assert told.returncode == 0 and "missing-translation" not in told.stdout, told.stdout
    assert told.stdout.count("English (en) lacks 10 of 10 texts: form_title, a-0, a-1, a-2 ...") == 1, told.stdout
    assert told.stdout.count(" suggestion name-changed: ") == 6 and "and 4 more of this kind" in told.stdout, told.stdout
    assert told.stdout.count("choose another name now") == 1, told.stdout
    assert told.stdout.index(" warning translations: ") < told.stdout.index(" suggestion ") < told.stdout.index("good to know"), told.stdout
    assert check("--brief", path).stdout.count(" missing-translation: ") > 9
    assert sum(line["code"] == "missing-translation" for line in lines(check("--json", path))) > 9

missing = check("forms/there-is-none.yaml")
assert missing.returncode == 1, missing.returncode

bad = check("--json", "tests/form/bad/unknown-key.yaml")
assert bad.returncode == 1 and lines(bad)[0]["level"] == "error" and lines(bad)[0]["code"] == "unknown-key", bad.stdout

unknown = check("--lang", "fr", "forms/samling.yaml")
assert unknown.returncode == 2 and unknown.stderr.startswith("error no-language: forms/samling.yaml has no language fr"), unknown.stderr

assert check("forms/samling.yaml").stdout == check("forms/samling.yaml").stdout
print("as it should be")
