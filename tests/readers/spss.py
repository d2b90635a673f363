"""spss.py KIOSKCTL FORM: does PSPP find in a .sav what SQL finds in the database: every value, the labels, the measures, what is missing,
and the frequencies?"""

import collections
import csv
import datetime
import os
import sys

from answers import bytes_of, check_exports
from checks import expect, run
from truth import ABSENT, ANSWERED, SKIPPED

MARK_OF_MEASURES, MARK_OF_CODES = -99999999999, -1
CODES = ("choice", "flag", "place")
SKIPPED_LABEL = "Spurt, ikke besvart"
FIRST_DAY = datetime.datetime(1582, 10, 14)

SYNTAX = """GET FILE='{name}.sav'.
DISPLAY DICTIONARY.
{numbers}
SAVE TRANSLATE /OUTFILE='{name}.csv' /TYPE=CSV /FIELDNAMES /REPLACE.
{frequencies}
"""


def number_of(variable, state, value):
    """What SPSS has of it; None: system-missing."""
    if state != ANSWERED:
        return None if state == ABSENT else MARK_OF_CODES if variable.kind in CODES else MARK_OF_MEASURES
    if variable.kind == "choice":
        return variable.values[value].code
    if variable.kind == "time":
        return (variable.moment(value) - datetime.datetime(1970, 1, 1)).total_seconds()
    if variable.kind in ("date", "datetime"):
        return (variable.moment(value) - FIRST_DAY).total_seconds()
    return float(value)


def check_values(where, path, variables):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    expect(f"{where}: names", rows[0], [variable.name for variable in variables])
    expect(f"{where}: rows", len(rows) - 1, len(variables[0].rows))
    for i, row in enumerate(rows[1:]):
        for variable, got in zip(variables, row):
            state, value = variable.rows[i]
            if variable.kind == "text":
                want = "#skipped" if state == SKIPPED else "" if state == ABSENT else value.rstrip(" ")
            else:
                want = number_of(variable, state, value)
                got = None if got.strip() in ("", ".") else float(got)
            expect(f"{where}: {row[0]} {variable.name}", got, want)


def tables_of(printed):
    """PSPP's tables in their order: (title, rows)."""
    tables = []
    for row in csv.reader(printed.splitlines()):
        if row and row[0].startswith("Table: "):
            tables.append((",".join(row)[len("Table: ") :], []))
        elif row and tables:
            tables[-1][1].append(row)
    return tables


def missing_of(variable):
    """As PSPP prints them."""
    if not variable.asked and variable.kind not in CODES:
        return ""
    if variable.kind == "text":
        return '"#skipped"'
    if variable.kind not in CODES:
        return str(MARK_OF_MEASURES)
    codes = [value.code for value in variable.values.values() if value.missing]
    return "; ".join(str(code) for code in [MARK_OF_CODES] + sorted(codes))


def check_dictionary(where, rows, variables):
    found = {row[0]: row for row in rows[1:]}
    expect(f"{where}: described", list(found), [variable.name for variable in variables])
    for variable in variables:
        row = dict(zip(rows[0], found[variable.name]))
        expect(f"{where}: {variable.name}: label", row["Label"], variable.label or "")
        expect(f"{where}: {variable.name}: measure", row["Measurement Level"].lower(), variable.measure)
        expect(f"{where}: {variable.name}: missing", row["Missing Values"], missing_of(variable))


def shown(variable, number):
    if number is None:
        return "."
    if number in (MARK_OF_CODES, MARK_OF_MEASURES):
        return SKIPPED_LABEL
    if variable.kind == "flag":
        return ["Nei", "Ja"][int(number)]
    labels = {value.code: value.label for value in variable.values.values()}
    return labels.get(number, f"{number:.0f}")


def check_frequencies(where, rows, variable):
    got, part = collections.Counter(), ""
    for row in rows:
        part = row[0] or part
        if part in ("Valid", "Missing"):
            got[part, row[1]] += int(row[2])
    want = collections.Counter()
    missing = {value.code for value in variable.values.values() if value.missing}
    missing |= {None, MARK_OF_CODES if variable.kind in CODES else MARK_OF_MEASURES}
    for state, value in variable.rows:
        number = number_of(variable, state, value)
        want["Missing" if number in missing else "Valid", shown(variable, number)] += 1
    expect(f"{where}: frequencies of {variable.name}", got, want)


def check_table(where, path, variables):
    folder, name = os.path.split(os.path.splitext(path)[0])
    counted = [variable for variable in variables if variable.kind in CODES + ("integer",) and variable.asked]
    numbers = [variable.name for variable in variables if variable.kind != "text"]
    frequencies = "".join(f"FREQUENCIES /VARIABLES={variable.name} /STATISTICS=NONE.\n" for variable in counted)
    with open(os.path.join(folder, "a.sps"), "w", encoding="utf-8") as file:
        formats = f"FORMATS {' '.join(numbers)} (F40.3)." if numbers else ""
        # The dictionary is asked before the formats change, the frequencies as the file has them.
        file.write(SYNTAX.format(name=name, numbers=formats, frequencies=f"GET FILE='{name}.sav'.\n{frequencies}"))
    printed = run("pspp", "-O", "format=csv", "a.sps", cwd=folder)
    for line in printed.splitlines():
        if "warning:" in line or "error:" in line:
            expect(f"{where}: PSPP says", line, "")
    tables = tables_of(printed)
    check_dictionary(where, next(rows for title, rows in tables if title == "Variables"), variables)
    check_values(where, os.path.join(folder, name + ".csv"), variables)
    found = [rows for title, rows in tables if rows and rows[0][2:3] == ["Frequency"]]
    expect(f"{where}: frequencies", len(found), len(counted) if variables[0].rows else 0)
    for rows, variable in zip(found, counted):
        check_frequencies(where, rows, variable)


def check_head(path, database):
    head = bytes_of(path)[:176]
    expect("the head's day", head[92:109].decode(), database.newest.strftime("%d %b %y12:00:00"))
    expect("the head's label", head[109:173].decode().rstrip(), database.title)


check_exports(*sys.argv[1:], "sav", check_head, check_table)
