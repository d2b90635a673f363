"""sheets.py KIOSKCTL FORM: do csv, xlsx and jsonl have, cell by cell, what SQLite's own functions find in the database?

Robots answer FORM; some of what they wrote is replaced by what spreadsheets run, link or break. The files are read by Python's csv and
json and by openpyxl; what must be in them comes from SQL and from the form as an XLSForm workbook. Prints what differs, a line each, and
exits 1."""

import csv
import datetime
import json
import os
import re
import sqlite3
import sys
import tempfile

import openpyxl

import truth
from checks import finish, run, wrong
from checks import expect_typed as expect
from truth import ABSENT, ANSWERED, SKIPPED
from xlsform import Form

RESPONSES = 150
NOW = "2026-03-04T10:00:00+01:00"
QUIET = "FF767676"

HOSTILE = [
    "=1+1", "+47 22 33 44 55", "-1", "-2+3+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠SUM(A1)",
    '=HYPERLINK("http://x","y")', "=cmd|'/C calc'!A1", "{=1+1}", "http://example.org/?a=b&c=d", "mailto:a@b.no", "internal:Sheet1!A1",
    "#skipped", "#N/A", "007", "1e5", "12,5", "2026-11-21", "TRUE", "  foran og bak  ", "én\nto\r\ntre", 'a"b;c,d', "_x0041_", "__x000D_",
    "<b>&amp;</b>", "]]>", "😀 شكرا لكم", "\x01\x1f", "'", "'=1", "NULL",
    "hei;=1+1;", 'x;=HYPERLINK("http://x")', "a\t+1\t", "- ett\n- to", 'a;"=1&"', "bra; -veldig", "a;＝1", "NaN", "\u202eabc",
]  # fmt: skip
FORMULA_BEGINS = tuple("=+-@\t\r\n＝＋－＠")
WITHIN = re.compile('(?<=[;\\t\\r\\n])("*)(?=[-=+@＝＋－＠])')  # where a spreadsheet that does not go by commas begins a cell


# --- What SQL says: a list of rows of (state, value) for each table ---

OWN = ["response", "form_version", "language", "channel", "round", "event", "place", "status", "time"]


def table_of(form, repeat):
    return truth.instances(form.form_id, repeat) if repeat else truth.responses(form.form_id)


def kind_of(question):
    return "count" if question is None else question.type


def value_of(question, choice):
    """What a column says of its question's answer."""
    if question is None:
        return "count"
    if question.type == "rank":
        return "place" if choice else "names"
    return ("chosen" if choice else "names") if question.type == "select_multiple" else "whole"


def answers_of(db, form, repeat):
    columns = []
    for header, question, choice in form.columns(repeat):
        key = header if question is None else question.key
        columns.append(truth.answers(db, table_of(form, repeat), key, value_of(question, choice), choice))
    return [list(row) for row in zip(*columns)]


def keys_of(db, form, repeat, own):
    names = "response, position" if repeat else ", ".join({"response": "uuid"}.get(name, name) for name in own)
    return [list(row) for row in db.execute(f"SELECT {names} FROM {table_of(form, repeat)}")]


# --- What each format makes of it ---


def csv_cell(question, state, value):
    if state != ANSWERED:
        return "#skipped" if state == SKIPPED else ""
    if value is None:  # of a rank, a choice that was not offered
        return ""
    text = str(value)
    own_words = question is not None and question.type in ("text", "calculate", "hidden", "image", "deviceid")
    if own_words and isinstance(value, str):
        return ("'" if text.startswith(FORMULA_BEGINS) or text == "#skipped" else "") + WITHIN.sub(r"\1'", text)
    return text


NUMBERS = ("integer", "decimal", "range", "count")
MOMENTS = {"date": "yyyy-mm-dd", "today": "yyyy-mm-dd", "start": "yyyy-mm-dd", "end": "yyyy-mm-dd"}
MOMENTS |= {"time": "hh:mm:ss", "dateTime": "yyyy-mm-dd hh:mm:ss", "datetime": "yyyy-mm-dd hh:mm:ss"}


def moment(kind, text):
    """What openpyxl makes of it: the clock on the wall, no offset."""
    if kind == "time":
        return datetime.time.fromisoformat(re.sub(r"[+Z].*", "", text)[:8])
    return datetime.datetime.fromisoformat(re.sub(r"([T].*)?([+Z]|-\d\d:\d\d).*$", r"\1", text) if "T" in text else text)


def xlsx_cell(question, choice, state, value, labels):
    kind = kind_of(question)
    if state != ANSWERED:
        return "#skipped" if state == SKIPPED else None
    if kind == "acknowledge":
        return 1
    if choice is not None or kind in NUMBERS or (kind == "calculate" and not isinstance(value, str)):
        return value
    if kind in MOMENTS:
        return moment(kind, value)
    if labels and question.choices:
        named = {name: label or name for name, label, _ in question.choices}
        value = "; ".join(named[name] for name in value.split(" "))
    if kind == "select_one" and re.fullmatch(r"0|-?[1-9][0-9]{0,13}", value):
        return int(value)
    return "'#skipped" if value == "#skipped" else value


class Number(str):
    """A number of JSON as it is written."""


def json_value(question, value):
    kind = kind_of(question)
    if kind == "acknowledge":
        return True
    if kind in ("select_multiple", "rank"):
        return value.split(" ")
    if kind in NUMBERS or not isinstance(value, str):
        return Number(value)
    return value


# --- The files ---


def read_csv(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def decoded(value):
    """ECMA-376, ST_Xstring: openpyxl leaves the escapes in a cell's own text as they are."""
    if not isinstance(value, str):
        return value
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), value)


def check_csv(path, form, repeat, own, keys, answers):
    rows = read_csv(path)
    columns = form.columns(repeat)
    expect(f"{path}: headers", rows[0], own + [header for header, _, _ in columns])
    expect(f"{path}: rows", len(rows) - 1, len(answers))
    for row, key, values in zip(rows[1:], keys, answers):
        want = ["" if value is None else str(value) for value in key]
        want += [csv_cell(question, *value) for (_, question, _), value in zip(columns, values)]
        for header, got, wanted in zip(rows[0], row, want):
            expect(f"{path}: {key[0]} {header}", got, wanted)
        expect(f"{path}: {key[0]}: cells", len(row), len(want))


def check_look(where, sheet):
    expect(f"{where}: frozen", sheet.freeze_panes, "A2")
    expect(f"{where}: filter", sheet.auto_filter.ref, sheet.dimensions)
    expect(f"{where}: page", (sheet.page_setup.orientation, sheet.page_setup.paperSize), ("landscape", 9))
    expect(f"{where}: fits", (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight), (True, 0))
    expect(f"{where}: on every page", sheet.print_title_rows, "$1:$1")
    for cell in sheet[1]:
        expect(f"{where}: {cell.coordinate} is parted from the data", (cell.fill.fill_type, cell.border.bottom.style), ("solid", "medium"))
        width = sheet.column_dimensions[cell.column_letter].width
        if not 8 <= width <= 61:
            wrong(f"{where}: {cell.value} is {width} wide")
        lines = len(cell.value) / width
        if sheet.row_dimensions[1].height < 15 * lines:
            wrong(f"{where}: {cell.value!r} has no room in {sheet.row_dimensions[1].height} points")
        if not (cell.font.bold and cell.alignment.wrap_text):
            wrong(f"{where}: {cell.value} is not bold and wrapped")
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            if cell.hyperlink is not None or cell.data_type == "f":
                wrong(f"{where}: {cell.coordinate} is a formula or a link")


def own_cell(name, value):
    return datetime.datetime.fromisoformat(value) if name == "time" else value


def format_of(question, choice, value):
    if choice is not None or kind_of(question) in ("integer", "count", "acknowledge"):
        return "0"
    return MOMENTS.get(kind_of(question)) if not isinstance(value, str) else None


def check_sheet(where, sheet, form, repeat, own, keys, answers, labels):
    columns = form.columns(repeat)
    if not labels:
        expect(f"{where}: headers", [cell.value for cell in sheet[1]], own + [header for header, _, _ in columns])
    expect(f"{where}: rows", sheet.max_row - 1, len(answers))
    check_look(where, sheet)
    for row, key, values in zip(sheet.iter_rows(min_row=2), keys, answers):
        want = [own_cell(name, value) for name, value in zip(own, key)]
        want += [xlsx_cell(question, choice, *value, labels) for (_, question, choice), value in zip(columns, values)]
        for cell, wanted in zip(row, want):
            expect(f"{where}: {key[0]} {cell.column_letter}", decoded(cell.value), wanted)
            if isinstance(wanted, str):
                expect(f"{where}: {cell.coordinate} type", cell.data_type, "s")
        for cell in row:
            if cell.value == "#skipped" and cell.font.color.rgb != QUIET:
                wrong(f"{where}: {cell.coordinate} is as loud as an answer")
            if cell.value is not None and not isinstance(cell.value, str):
                expect(f"{where}: {cell.coordinate} stands", (cell.alignment.horizontal, cell.alignment.indent), ("right", 1))
        for cell, (_, question, choice) in zip(row[len(own) :], columns):
            wanted = format_of(question, choice, cell.value)
            if cell.value is not None and not isinstance(cell.value, str) and wanted:
                expect(f"{where}: {cell.coordinate} format", cell.number_format, wanted)


FACTS = {"Gjentakelse": "repeat", "Kolonne": "column", "Navn i SPSS og Stata": "short", "Spørsmål": "question", "Type": "type"}
FACTS |= {"Kode": "code", "Navn": "name", "Etikett": "label", "Manglende": "missing"}


def facts_of(sheet):
    """A dictionary a row; a column that would say nothing is not there."""
    headings = [FACTS[cell.value] for cell in sheet[1]]
    empty = dict.fromkeys(FACTS.values())
    return [empty | dict(zip(headings, map(decoded, row))) for row in sheet.iter_rows(min_row=2, values_only=True)]


def check_codebook(where, sheet, form, db):
    check_look(where, sheet)
    rows = facts_of(sheet)
    expect(f"{where}: on a page", sheet.page_setup.fitToWidth or 1, 1)
    expect(f"{where}: repeats", "Gjentakelse" in [cell.value for cell in sheet[1]], bool(form.repeats))
    codes = {(name, choice): code for name, choice, code in db.execute("SELECT list, choice, code FROM choice_code")}
    every = {choice for _, choice in codes}
    for repeat in [""] + list(form.repeats):
        for header, question, choice in form.columns(repeat):
            of = [row for row in rows if row["column"] == header and (row["repeat"] or "") == repeat]
            if not of:
                wrong(f"{where}: nothing of {header}")
                continue
            if question is None:
                continue
            expect(f"{where}: {header}: question", of[0]["question"] or "", question.label)
            if choice is not None:
                named = {name: label for name, label, _ in question.choices}
                expect(f"{where}: {header}: choice", of[0]["label"], named[choice])
            if question.type == "select_one":
                for name, label, missing in question.choices:
                    row = next((row for row in of[1:] if row["name"] == name), None)
                    if row is None:
                        wrong(f"{where}: {header}: no {name}")
                        continue
                    expect(f"{where}: {header} {name}: label", row["label"], label)
                    expect(f"{where}: {header} {name}: missing", row["missing"] is not None, missing)
                    if name in every and row["code"] not in [code for (_, of_it), code in codes.items() if of_it == name]:
                        wrong(f"{where}: {header} {name}: code {row['code']}")
                expect(f"{where}: {header}: codes", len({row["code"] for row in of[1:]}), len(of) - 1)
    expect(f"{where}: silence", [row["name"] for row in rows[:3]], [None, "tomt", "#skipped"])


def check_right_to_left(path):
    for sheet in openpyxl.load_workbook(path):
        expect(f"{path}: {sheet.title} begins at the right", sheet.sheet_view.rightToLeft, True)
        ends = {cell.alignment.horizontal for row in sheet for cell in row if isinstance(cell.value, (int, float))}
        expect(f"{path}: {sheet.title}: numbers", ends, {"left"})


def check_xlsx(path, form, db, own, tables, labels):
    book = openpyxl.load_workbook(path)
    names = [form.form_id] + list(form.repeats)
    expect(f"{path}: sheets", book.sheetnames[:-1], names)
    for name, repeat in zip(names, [""] + list(form.repeats)):
        keys, answers = tables[repeat]
        owned = own if repeat == "" else ["response", repeat + "/position"]
        check_sheet(f"{path}: {name}", book[name], form, repeat, owned, keys, answers, labels)
    check_codebook(f"{path}: {book.sheetnames[-1]}", book.worksheets[-1], form, db)
    expect(f"{path}: made", book.properties.created.date().isoformat(), truth.newest_day(db, form.form_id))
    expect(f"{path}: title", book.properties.title, form.title)


def check_jsonl(path, form, own, tables, plain):
    keys, answers = tables[""]
    columns = form.columns("")
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    expect(f"{path}: lines", (len(lines) - 1, lines[-1]), (len(answers), ""))
    order = [header for header, _, choice in columns if choice is None]
    for line, key, values, cells in zip(lines, keys, answers, plain[1:]):
        got = json.loads(line, parse_int=Number, parse_float=Number)
        expect(f"{path}: {key[0]}: own", {name: got[name] for name in got if name != "answers"}, dict(zip(own, key)))
        expect(f"{path}: {key[0]}: keys", list(got), own + ["answers"])
        answered = [name for name in got["answers"]]
        expect(f"{path}: {key[0]}: order", answered, [name for name in order if name in got["answers"]])
        for (header, question, choice), (state, value), cell in zip(columns, values, cells[len(own) :]):
            if choice is not None:
                continue
            where = f"{path}: {key[0]} {header}"
            if state != ANSWERED:
                expect(where, got["answers"].get(header, ABSENT), ABSENT if state == ABSENT else None)
            elif question is None:
                check_instances(where, got["answers"][header], form, header, key[0], tables)
            else:
                expect(where, got["answers"][header], json_value(question, value))
                if isinstance(got["answers"][header], Number):
                    expect(f"{where} as in csv", str(got["answers"][header]), cell)


def check_instances(where, got, form, repeat, response, tables):
    keys, answers = tables[repeat]
    mine = [values for key, values in zip(keys, answers) if key[0] == response]
    expect(f"{where}: instances", len(got), len(mine))
    for instance, values in zip(got, mine):
        want = {}
        for (_, question, choice), (state, value) in zip(form.columns(repeat), values):
            if choice is None and state != ABSENT:
                want[question.key] = None if state == SKIPPED else json_value(question, value)
        expect(where, instance, want)
        expect(f"{where}: order", list(instance), list(want))


# --- All of it ---


def make_hostile(path, form):
    texts = [question.path for question in form.questions if question.type == "text" and question.repeat == ""]
    with sqlite3.connect(path) as db:
        uuids = truth.keys(db)
        for i, text in enumerate(HOSTILE):
            truth.replace_words(db, texts[i % len(texts)], text, uuids[i])
    db.close()


def check_long(program, folder, path, form):
    """A text longer than a cell: the workbook has its beginning and says so, the others have all of it."""
    text = next(question for question in form.questions if question.type == "text" and question.repeat == "")
    long = "å😀" * 20000
    db = sqlite3.connect(path)
    with db:
        uuid = truth.keys(db)[0]
        truth.replace_words(db, text.path, long, uuid)
    db.close()
    out = os.path.join(folder, "long")
    told = run(program, "export", "--db", path, "--out", out + ".xlsx", codes=(1,))
    if uuid not in told or text.path not in told:
        wrong(f"a cut is not told: {told!r}")
    run(program, "export", "--db", path, "--out", out + ".csv")
    rows = read_csv(out + ".csv")
    column = rows[0].index(text.path)
    expect("long csv", rows[1][column], long)
    cell = openpyxl.load_workbook(out + ".xlsx")[form.form_id].cell(2, column + 1).value
    expect("long xlsx", cell, ("å😀" * 20000)[: 2 * 10922] + "å")  # of Excel's letters 3 * 10922 + 1


def main(program, form_path):
    with tempfile.TemporaryDirectory() as folder:
        path, out = os.path.join(folder, "a.db"), os.path.join(folder, "a")
        run(program, "export-form", form_path, "--out", os.path.join(folder, "form.xlsx"))
        form = Form(os.path.join(folder, "form.xlsx"))
        run(program, "robot", form_path, "--responses", str(RESPONSES), "--seed", "6", "--now", NOW, "--db", path)
        make_hostile(path, form)
        for name in ("a.csv", "a.xlsx", "a.jsonl"):
            run(program, "export", "--db", path, "--out", os.path.join(folder, name))
        run(program, "export", "--db", path, "--labels", "--out", out + "-labels.xlsx")
        run(program, "export", "--db", path, "--language", "ar", "--out", out + "-ar.xlsx")
        db = sqlite3.connect(path)
        rows = read_csv(out + ".csv")
        own = OWN + (["device"] if rows[0][len(OWN)] == "device" else [])
        tables = {"": (keys_of(db, form, "", own), answers_of(db, form, ""))}
        check_csv(out + ".csv", form, "", own, *tables[""])
        for repeat in form.repeats:
            tables[repeat] = (keys_of(db, form, repeat, own), answers_of(db, form, repeat))
            check_csv(f"{out}-{repeat.replace('/', '_')}.csv", form, repeat, ["response", repeat + "/position"], *tables[repeat])
        check_xlsx(out + ".xlsx", form, db, own, tables, False)
        check_xlsx(out + "-labels.xlsx", form, db, own, tables, True)
        check_right_to_left(out + "-ar.xlsx")
        check_jsonl(out + ".jsonl", form, own, tables, rows)
        db.close()
        check_long(program, folder, path, form)
    finish(form.form_id)


main(*sys.argv[1:])
