"""stata.py KIOSKCTL FORM: does pandas find in a .dta what SQL finds in the database: every value, the labels, and which kind of silence?"""

import datetime
import sys

import pandas
from pandas.io.stata import StataMissingValue, StataReader

from answers import check_exports
from checks import expect
from truth import ABSENT, ANSWERED, SKIPPED

NOT_ASKED, PASSED_OVER = ".a", ".b"
SILENCE = {NOT_ASKED: "Ikke spurt", PASSED_OVER: "Spurt, ikke besvart"}
FIRST_DAY = datetime.datetime(1960, 1, 1)
SYSTEM_MISSING = 2147483621  # as a label's value; .a is the next


def stata_value(variable, state, value):
    if variable.kind == "text":
        return "#skipped" if state == SKIPPED else "" if state == ABSENT else value
    if state != ANSWERED:
        return NOT_ASKED if state == ABSENT else PASSED_OVER
    if variable.kind == "choice":
        choice = variable.values[value]
        return choice.tag or choice.code
    if variable.kind == "date":
        return (variable.moment(value) - FIRST_DAY).days
    if variable.kind in ("time", "datetime"):
        since = datetime.datetime(1970, 1, 1) if variable.kind == "time" else FIRST_DAY
        return (variable.moment(value) - since).total_seconds() * 1000
    return float(value)


def check_values(where, reader, variables):
    data = reader.read(convert_categoricals=False, convert_missing=True, convert_dates=False)
    expect(f"{where}: names", list(data.columns), [variable.name for variable in variables])
    expect(f"{where}: rows", len(data), len(variables[0].rows))
    for variable in variables:
        for i, got in enumerate(data[variable.name]):
            got = str(got) if isinstance(got, StataMissingValue) else got
            expect(f"{where}: row {i} {variable.name}", got, stata_value(variable, *variable.rows[i]))


def labels_of(variable):
    if variable.kind == "flag":
        labels = {0: "Nei", 1: "Ja"}
    elif variable.kind == "choice":
        labels = {value.tag or value.code: value.label for value in variable.values.values()}
    else:
        return None
    labels |= SILENCE
    return {SYSTEM_MISSING + ord(key[1]) - ord("a") + 1 if isinstance(key, str) else key: label for key, label in labels.items()}


def check_labels(where, reader, variables):
    told, sets = reader.variable_labels(), reader.value_labels()
    names = dict(zip(reader.varlist, reader.lbllist))
    for variable in variables:
        expect(f"{where}: {variable.name}: label", told[variable.name], variable.label[:80])
        expect(f"{where}: {variable.name}: value labels", sets.get(names[variable.name]), labels_of(variable))


def pandas_value(variable, state, value):
    """As an analyst has it who asks for nothing: labels, dates, and nothing for whatever is missing."""
    if variable.kind == "text":
        return stata_value(variable, state, value)
    if state != ANSWERED or (variable.kind == "choice" and variable.values[value].missing):
        return None
    if variable.kind == "choice":
        return variable.values[value].label
    if variable.kind == "flag":
        return ["Nei", "Ja"][int(value)]
    if variable.kind == "time":
        return FIRST_DAY + (variable.moment(value) - datetime.datetime(1970, 1, 1))
    if variable.kind in ("date", "datetime"):
        return variable.moment(value)
    return float(value)


def check_plain_reading(where, path, variables):
    data = pandas.read_stata(path)
    for variable in variables:
        for i, got in enumerate(data[variable.name]):
            got = None if pandas.isna(got) else got
            expect(f"{where}: read plainly: row {i} {variable.name}", got, pandas_value(variable, *variable.rows[i]))


def check_table(where, path, variables):
    with StataReader(path) as reader:
        check_labels(where, reader, variables)
    with StataReader(path) as reader:  # which closes the file when it has read no row
        check_values(where, reader, variables)
    if variables[0].rows:
        check_plain_reading(where, path, variables)


def check_head(path, database):
    with StataReader(path) as reader:
        expect("the head's day", reader.time_stamp, database.newest.strftime("%d %b %Y 12:00"))
        expect("the head's label", reader.data_label, database.title)


check_exports(*sys.argv[1:], "dta", check_head, check_table)
