"""linked.py KIOSKCTL: has an export of two waves, in every format, beside each response the one that it is joined with, and nothing else?

Robots answer two versions of two forms; tokens and codes are written into the database by SQL. Each form is exported by itself and both are
exported together, and all files are read by programs that are not ours: what stands in the rows of the joint one must be what stands in
those of the others, under the same names, or under those with the other form's id in front."""

import csv
import json
import os
import sqlite3
import sys
import tempfile

import openpyxl
import pandas
from pandas.io.stata import StataMissingValue

from checks import expect, finish, run

FORM = """
settings: {{form_id: {form_id}, form_title: {form_id}, version: '{version}', default_language: nb}}
languages: {{nb: Norsk, en: English}}
kiosk:
  {kiosk}
  privacy: {{mode: linked}}
survey:{code}
  - {{type: range, name: trygg, label: {{nb: 'Hvor trygg?', en: 'How safe?'}}, parameters: 'start=0 end=10 step=1'}}
  - {{type: select_one enig, name: status, label: Enig?}}
  - {{type: select_multiple enig, name: flere, label: Flere?}}
  - {{type: text, name: en_lang_vei_aa_gaa_for_et_navn_{version}, label: Ord}}
  - {{type: date, name: dag, label: Dag}}
  - {{type: text, name: senere__trygg, label: Like a name of the other form}}
  - {{type: rank enig, name: rekke, label: Rekke}}
  - type: repeat
    name: barn
    label: Barn
    questions:
      - {{type: integer, name: alder, label: Alder}}
      - type: repeat
        name: dyr
        label: Dyr
        questions:
          - {{type: text, name: navn, label: Navn}}
choices:
  enig: [{{name: ja, label: Ja}}, {{name: nei, label: Nei}}, {{name: vet_ikke, label: Vet ikke, missing: true}}]
"""
CODE = """
  - type: group
    name: kode
    label: Kode
    link_code: yes
    questions:
      - {type: integer, name: husnummer, label: Hus, required: true}
      - {type: integer, name: sosken, label: Søsken, required: true}"""
FIRST, SECOND = "kurs", "senere"
VERSIONS = {
    FIRST: [("followup: {form: senere, link: token}", ""), ("followup: {form: senere, link: code}", CODE)],
    SECOND: [("phone: {invited: yes}", ""), ("phone: {invited: no}", CODE)],
}
ENDINGS = ["csv", "sav", "dta", "jsonl", "xlsx"]
NOT_ASKED = {"", None, ".a", "."}


# --- The waves ---


def answer(program, folder, database):
    for form_id, versions in VERSIONS.items():
        for i, (kiosk, code) in enumerate(versions):
            path = os.path.join(folder, f"{form_id}{i}.yaml")
            with open(path, "w", encoding="utf-8") as file:
                file.write(FORM.format(form_id=form_id, version=i + 1, kiosk=kiosk, code=code))
            run(program, "robot", path, "--responses", "20", "--seed", str(len(form_id) * 10 + i), "--db", database)


def keys(db, form_id, version):
    complete = "SELECT uuid FROM response WHERE form_id = ? AND form_version = ? AND status = 'complete' ORDER BY uuid"
    return [uuid for (uuid,) in db.execute(complete, (form_id, version))]


def link(db, uuid, form_id, kind, parts):
    for part, value in enumerate(parts):
        row = (uuid, part, kind, form_id, f"{value:x}".ljust(64, "0"))
        db.execute("INSERT INTO link (response, part, kind, round, form_id, hash) VALUES (?, ?, ?, '', ?, ?)", row)


def join(database):
    """Of the first form's key: the other's, and how."""
    pairs = {}
    with sqlite3.connect(database) as db:
        db.execute("INSERT INTO round (name, opened, key) VALUES ('', '2026-01-01', zeroblob(32))")
        for i, (first, second) in enumerate(zip(keys(db, FIRST, "1"), reversed(keys(db, SECOND, "1")[:9]))):
            link(db, first, FIRST, "token", [0x1000 + i])
            link(db, second, SECOND, "token", [0x1000 + i])
            pairs[first] = (second, "token")
        for i, (first, second) in enumerate(zip(keys(db, FIRST, "2"), reversed(keys(db, SECOND, "2")[:9]))):
            near = i % 3 == 0
            link(db, first, FIRST, "code", [0x2000 + i, 0x3000 + i, 0x4000 + i])
            link(db, second, SECOND, "code", [0x2000 + i + near * 0x800, 0x3000 + i, 0x4000 + i + near * 0x800])
            pairs[first] = (second, "near" if near else "code")
    db.close()
    return pairs


# --- The files, as lists of {column: value} ---


def read_csv(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def number(text):
    try:
        return float(text)
    except ValueError:
        return text.strip()


def read_sav(path):
    run("pspp-convert", "-O", "csv", path, path + ".csv")
    return [{name: number(value) for name, value in row.items()} for row in read_csv(path + ".csv")]


def read_dta(path):
    data = pandas.read_stata(path, convert_categoricals=False, convert_missing=True, convert_dates=False)
    data = data.applymap(lambda value: str(value) if isinstance(value, StataMissingValue) else value)
    return data.to_dict("records")


def read_xlsx(path):
    sheet = openpyxl.load_workbook(path).worksheets[0]
    rows = list(sheet.values)
    return [dict(zip(rows[0], row)) for row in rows[1:]]


READERS = {"csv": read_csv, "sav": read_sav, "dta": read_dta, "xlsx": read_xlsx}


def read_jsonl(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


# --- What must be in them ---


def columns_of(book, form_id, ending):
    """What the form's columns are called: alone, by what they are in the codebook of both."""
    both = [variable for variable in book["tables"][0]["variables"] if variable["form"] == form_id and ending in variable["formats"]]
    return [variable["header"] if ending in ("csv", "xlsx") else variable["name"] for variable in both]


def check_rows(ending, folder, book, pairs, near):
    joint, first, second = (READERS[ending](os.path.join(folder, f"{name}.{ending}")) for name in ("both", FIRST, SECOND))
    of_second = {row["response"]: row for row in second}
    own, others = columns_of(book, FIRST, ending), columns_of(book, SECOND, ending)
    expect(f"{ending}: columns", list(joint[0]), own + others)
    expect(f"{ending}: the first form's columns", list(first[0]), own)
    expect(f"{ending}: the other's, but for how it is joined", len(second[0]), len(others) - 1)
    expect(f"{ending}: rows", len(joint), len(first))
    joined = 0
    for row, alone in zip(joint, first):
        expect(f"{ending}: {alone['response']}", {name: row[name] for name in own}, alone)
        key, how = pairs.get(alone["response"], (None, None))
        got = [row[name] for name in others]
        if key is None or (how == "near" and not near):
            expect(f"{ending}: {alone['response']} is joined with none", {value for value in got} <= NOT_ASKED, True)
            continue
        joined += 1
        expect(f"{ending}: {alone['response']} is joined", got, [how] + list(of_second[key].values()))
    expect(f"{ending}: joined", joined, sum(near or how != "near" for _, how in pairs.values()))


def check_lines(folder, pairs):
    joint, first, second = (read_jsonl(os.path.join(folder, f"{name}.jsonl")) for name in ("both", FIRST, SECOND))
    of_second = {line["response"]: line for line in second}
    for line, alone in zip(joint, first):
        key, how = pairs.get(alone["response"], (None, None))
        want = None if key is None else {"joined": how} | of_second[key]
        expect(f"jsonl: {alone['response']}", line, alone | {SECOND: want})
    expect("jsonl: lines", len(joint), len(first))


def check_repeats(folder, pairs):
    of_second = {}
    for row in read_csv(os.path.join(folder, f"{SECOND}-barn.csv")):
        of_second.setdefault(row.pop("response"), []).append(list(row.values()))
    want = [[first] + row for first in sorted(pairs) for row in of_second.get(pairs[first][0], [])]
    got = [list(row.values()) for row in read_csv(os.path.join(folder, f"both-{SECOND}__barn.csv"))]
    expect("a repeat of the other form has the first one's key", got, want)
    both, first = (read_csv(os.path.join(folder, f"{name}-barn.csv")) for name in ("both", FIRST))
    expect("the first form's repeat", both, first)


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        database = os.path.join(folder, "a.db")
        answer(program, folder, database)
        pairs = join(database)
        both = (program, "export", "--db", database, "--form", FIRST, "--linked", SECOND)
        for ending in ENDINGS:
            for form_id in (FIRST, SECOND):
                run(program, "export", "--db", database, "--form", form_id, "--out", os.path.join(folder, f"{form_id}.{ending}"))
            run(*both, "--near", "--out", os.path.join(folder, f"both.{ending}"))
        books = [word for ending in ("json", "md", "xml") for word in ("--codebook", os.path.join(folder, f"both.{ending}"))]
        run(*both, *books)
        run("xmllint", "--noout", "--relaxng", "tests/readers/ddi_codebook.rng", os.path.join(folder, "both.xml"))
        run(sys.executable, "-B", "tests/readers/codebook.py", os.path.join(folder, "both"), database, FIRST)
        with open(os.path.join(folder, "both.json"), encoding="utf-8") as file:
            book = json.load(file)
        for ending in READERS:
            check_rows(ending, folder, book, pairs, True)
        check_lines(folder, pairs)
        check_repeats(folder, pairs)
        run(*both, "--out", os.path.join(folder, "both.csv"))
        check_rows("csv", folder, book, pairs, False)
    finish("linked")


main()
