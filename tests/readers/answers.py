"""The variables of an export for statistics, as SQL has them. What a variable means (its short name, label and codes) is the codebook's
to say, which has tests of its own."""

import datetime
import json
import os
import sqlite3
import tempfile

import truth
from checks import expect, finish, run
from truth import ABSENT, ANSWERED

RESPONSES = 150

# What robots do not write: a mark of the formats' own, writing from right to left, line breaks, and text too long for a row.
WORDS = ["#skipped", "'#skipped", "😀 شكرا لكم", "én\nto\tre", "æ" * 2500, "  foran og bak", 'a"b;c,d', "", "-1", "."]


def one_line(text):
    return " ".join(text.split())


class Value:
    def __init__(self, found, language):
        self.code, self.missing, self.tag = found["code"], found["missing"], found["stata"]
        self.label = one_line(found["label"].get(language, "")) or found["name"]


class Variable:
    """One of the codebook's that stands in sav and dta, with what SQL says of it: rows of (state, value)."""

    def __init__(self, found, language, repeat):
        self.name, self.header, self.kind, self.measure = found["name"], found["header"], found["kind"], found["measure"]
        self.path, self.question, self.repeat = found["path"], found["question"], repeat
        self.values = {value["name"]: Value(value, language) for value in found["values"]}
        self.choice = found["choice"]["name"] if found["choice"] else None
        label = found["label"].get(language, "") or self.path
        if self.choice:
            label = (found["choice"]["label"].get(language, "") or self.choice) + " – " + label
        self.label = one_line(label)
        self.position = found["question"] is None and self.header.endswith("/position")
        self.asked = found["question"] is not None
        self.rows = []

    def value(self):
        """What it says of an answer."""
        if self.choice:
            return "place" if self.kind == "place" else "chosen"
        return "count" if self.question is None else "whole"

    def read(self, db, table):
        if self.path is None or self.position:
            column = {"response": "uuid"}.get(self.header, self.header) if "/" not in self.header else "position"
            column = "response" if self.repeat and column == "uuid" else column
            self.rows = [(ABSENT if value is None else ANSWERED, value) for (value,) in db.execute(f"SELECT {column} FROM {table}")]
            return
        key = self.path[len(self.repeat) + 1 :] if self.repeat else self.path
        self.rows = [self.row(*answer) for answer in truth.answers(db, table, key, self.value(), self.choice)]

    def row(self, state, value):
        """A value that is none of its question's is as not asked."""
        if state != ANSWERED:
            return (state, None)
        if value is None or (self.kind == "choice" and value not in self.values):
            return (ABSENT, None)
        if self.kind == "flag" and not self.choice:
            return (ANSWERED, 1)  # acknowledged
        return (ANSWERED, "'#skipped" if self.kind == "text" and value == "#skipped" else value)

    def moment(self, value):
        """Date, time or both, on the clock on the wall."""
        if self.kind == "time":
            return datetime.datetime.combine(datetime.date(1970, 1, 1), datetime.time.fromisoformat(value[:8]))
        return datetime.datetime.fromisoformat(value[:10] if self.kind == "date" else value[:19])


class Database:
    """Robots' answers to a form, some of them replaced."""

    def __init__(self, program, folder, form, responses):
        self.path = os.path.join(folder, "a.db")
        run(program, "robot", form, "--responses", str(responses), "--seed", "11", "--db", self.path)
        run(program, "export", "--db", self.path, "--codebook", os.path.join(folder, "a.json"))
        with open(os.path.join(folder, "a.json"), encoding="utf-8") as file:
            self.codebook = json.load(file)
        self.language, self.form_id = self.codebook["language"], self.codebook["form"]
        self.title = self.codebook["title"].get(self.language, "")
        self.replace()
        db = sqlite3.connect(self.path)
        self.tables = {table["path"]: self.read(db, table) for table in self.codebook["tables"]}
        self.names = {table["path"]: table["name"] for table in self.codebook["tables"]}
        self.newest = datetime.date.fromisoformat(truth.newest_day(db, self.form_id))
        db.close()

    def replace(self):
        found = self.codebook["tables"][0]["variables"]
        texts = [variable["path"] for variable in found if variable["own_words"] and variable["question"] == "text"]
        choice = next(variable["path"] for variable in found if variable["kind"] == "choice")
        with sqlite3.connect(self.path) as db:
            uuids = truth.keys(db)
            for i, text in enumerate(WORDS):
                truth.replace_words(db, texts[i % len(texts)], text, uuids[i])
            wrong = (truth.json_path(choice), uuids[-1])
            db.execute("UPDATE response SET answers = json_set(answers, ?, 'finnes_ikke') WHERE uuid = ?", wrong)
        db.close()

    def read(self, db, table):
        repeat = table["path"]
        variables = [Variable(found, self.language, repeat) for found in table["variables"] if "sav" in found["formats"]]
        for variable in variables:
            variable.read(db, truth.instances(self.form_id, repeat) if repeat else truth.responses(self.form_id))
        return variables


def bytes_of(path):
    with open(path, "rb") as file:
        return file.read()


def check_exports(program, form, ending, check_head, check_table):
    """Exports robots' answers to a form and has them checked: check_head(path, database), check_table(where, path, variables)."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(program, folder, form, RESPONSES)
        path = os.path.join(folder, "a." + ending)
        export = (program, "export", "--db", database.path, "--out", path)
        told = run(*export, codes=(1,))
        expect("the wrong value is told", told.count("is none of its values"), 1)
        check_head(path, database)
        for repeat, variables in database.tables.items():
            name = "a" + (f"-{database.names[repeat]}" if repeat else "")
            check_table(repeat or "responses", os.path.join(folder, f"{name}.{ending}"), variables)
        first = bytes_of(path)
        run(*export, codes=(1,), env=os.environ | {"TZ": "Pacific/Kiritimati", "LC_ALL": "C"})
        expect("the same bytes elsewhere", bytes_of(path) == first, True)
        run(*export, "--from", "2099-01-01")
        for variable in database.tables[""]:
            variable.rows = []
        check_table("no response", path, database.tables[""])
    finish(form)
