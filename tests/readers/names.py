"""names.py KIOSKCTL FORM...: does a variable have one name in every export, and is that what all codebooks call it?

Robots answer the FORMs, which are versions of one form, or of the two below when none is given: their names are keywords, too long, alike
but for their case or for what a name may not have, or those of a response's own columns. Headers are read from csv by Python, names
from sav by PSPP and from dta by pandas, and compared with the codebooks."""

import csv
import json
import os
import re
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

import pandas

from checks import expect, finish, run

LONG = "en_lang_vei_aa_gaa_for_et_navn_som_ingen_kan_huske"
VERSION = """
settings: {{form_id: navn, version: '{version}', default_language: nb}}
languages: {{nb: Norsk}}
survey:
{survey}
choices:
  liste: [{{name: A, label: A}}, {{name: a, label: a}}, {{name: '1', label: '1'}}, {{name: 'å-1', label: Å}}]
"""
VERSIONS = [
    VERSION.format(
        version=1,
        survey="\n".join(
            f"  - {{type: {kind}, name: {name}, label: L}}"
            for kind, name in [
                ("integer", "with"), ("integer", "By"), ("text", "status"), ("text", "response"), ("select_one liste", "a.b"),
                ("select_multiple liste", "tema"), ("integer", LONG), ("rank liste", "rekke"), ("text", "tema_A"), ("date", "_n"), ("text", "a-b"), ("text", "a_b"),
            ]
        ),
    ),  # fmt: skip
    VERSION.format(
        version=2,
        survey=f"""  - {{type: text, name: WITH, label: L}}
  - {{type: integer, name: {LONG}_2, label: L}}
  - {{type: select_multiple liste, name: tema, label: L}}
  - type: repeat
    name: barn
    label: L
    questions:
      - {{type: integer, name: alder, label: L}}
      - {{type: text, name: int, label: L}}
      - {{type: select_multiple liste, name: {LONG}, label: L}}""",
    ),
]  # fmt: skip


def headers_of(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file))


def columns_of(table, kind):
    return [variable for variable in table["variables"] if kind in variable["formats"]]


def check_table(folder, table):
    stem = os.path.join(folder, "x" + ("-" + table["name"] if table["name"] else ""))
    where = table["path"] or "responses"
    names = [variable["name"] for variable in table["variables"]]
    expect(f"{where}: names regardless of case", len({name.lower() for name in names}), len(names))
    expect(f"{where}: csv", headers_of(stem + ".csv"), [variable["header"] for variable in columns_of(table, "csv")])
    run("pspp-convert", "-O", "csv", stem + ".sav", stem + ".of-sav.csv")
    expect(f"{where}: sav", headers_of(stem + ".of-sav.csv"), [variable["name"] for variable in columns_of(table, "sav")])
    stata = pandas.read_stata(stem + ".dta", convert_categoricals=False, convert_dates=False)
    expect(f"{where}: dta", list(stata.columns), [variable["name"] for variable in columns_of(table, "dta")])


def check_codebooks(folder, book):
    names = [(f"F{i + 1}", v["name"]) for i, table in enumerate(book["tables"]) for v in table["variables"]]
    elements = ElementTree.parse(os.path.join(folder, "book.xml")).getroot().iter("{ddi:codebook:2_5}var")
    expect("xml", [(element.get("files"), element.get("name")) for element in elements], names)
    with open(os.path.join(folder, "book.md"), encoding="utf-8") as file:
        said = set(re.findall("`([^`]+)`", file.read()))
    for table in book["tables"]:
        for variable in columns_of(table, "sav"):
            expect(f"md says {variable['name']}", variable["name"] in said, True)


def main():
    kioskctl, *forms = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        if not forms:
            for i, text in enumerate(VERSIONS):
                forms.append(os.path.join(folder, f"{i}.yaml"))
                with open(forms[-1], "w", encoding="utf-8") as file:
                    file.write(text)
        database = os.path.join(folder, "a.db")
        for form in forms:
            run(kioskctl, "robot", form, "--responses", "10", "--seed", "6", "--db", database)
        for ending in ("csv", "sav", "dta"):
            run(kioskctl, "export", "--db", database, "--out", os.path.join(folder, "x." + ending))
        books = [argument for ending in ("json", "xml", "md") for argument in ("--codebook", os.path.join(folder, "book." + ending))]
        run(kioskctl, "export", "--db", database, *books)
        with open(os.path.join(folder, "book.json"), encoding="utf-8") as file:
            book = json.load(file)
        for table in book["tables"]:
            check_table(folder, table)
        check_codebooks(folder, book)
    finish(", ".join(sys.argv[2:]) or "names")


main()
