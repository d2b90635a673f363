"""What SQLite finds in a database by its own JSON functions, as the variables of an export: for tests of files for statistics. What a
variable means (its short name, label and codes) is the codebook's to say, which has tests of its own."""

import datetime
import json
import os
import sqlite3
import subprocess
import sys

SKIPPED, ABSENT, ANSWERED = "skipped", "absent", "answered"
SHOWN_MAX = 40
WRONG = []
COUNT = [0]

# What robots do not write: a mark of the formats' own, writing from right to left, line breaks, and text too long for a row.
WORDS = ["#skipped", "'#skipped", "😀 شكرا لكم", "én\nto\tre", "æ" * 2500, "  foran og bak", 'a"b;c,d', "", "-1", "."]


def expect(where, got, want):
    COUNT[0] += 1
    if got != want:
        WRONG.append(f"{where}: {got!r}, not {want!r}")


def finish(name):
    for line in WRONG[:SHOWN_MAX]:
        print(line)
    if WRONG:
        sys.exit(f"{name}: {len(WRONG)} differences")
    print(f"{name}: {COUNT[0]} things are as SQL has them")


def run(*command, codes=(0,), **more):
    result = subprocess.run(command, capture_output=True, text=True, **more)
    if result.returncode not in codes:
        sys.exit(f"{command}: ended with {result.returncode}\n{result.stdout}{result.stderr}")
    return result.stdout + result.stderr


def one_line(text):
    return " ".join(text.split())


def json_path(key):
    return '$."' + key + '"'


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
        self.asked = self.path is not None and not self.header.endswith("/position")
        self.rows = []

    def sql(self):
        """Type and value of it; the parameters are its path and its choice."""
        source = "(CASE WHEN json_type(answers, ?1) IS NULL THEN free_text ELSE answers END)"
        value = f"{source} ->> ?1"
        if self.choice and self.kind == "flag":
            value = f"(SELECT count(*) FROM json_each({source}, ?1) WHERE value = ?2)"
        elif self.kind == "flag":
            value = "1"
        elif self.kind == "place":
            value = f"(SELECT key + 1 FROM json_each({source}, ?1) WHERE value = ?2)"
        elif self.question is None:
            value = f"json_array_length({source}, ?1)"
        return f"json_type({source}, ?1), {value}"

    def read(self, db, table):
        if not self.asked:
            column = {"response": "uuid"}.get(self.header, self.header) if "/" not in self.header else "position"
            column = "response" if self.repeat and column == "uuid" else column
            self.rows = [(ABSENT if value is None else ANSWERED, value) for (value,) in db.execute(f"SELECT {column} FROM {table}")]
            return
        key = self.path[len(self.repeat) + 1 :] if self.repeat else self.path
        parameters = (json_path(key), self.choice) if "?2" in self.sql() else (json_path(key),)
        for kind, value in db.execute(f"SELECT {self.sql()} FROM {table}", parameters):
            self.rows.append(self.row(ABSENT if kind is None else SKIPPED if kind == "null" else ANSWERED, value))

    def row(self, state, value):
        """A value that is none of its question's is as not asked."""
        if state == ANSWERED and (value is None or (self.kind == "choice" and value not in self.values)):
            return (ABSENT, None)
        if self.kind == "text" and value == "#skipped" and state == ANSWERED:
            return (ANSWERED, "'#skipped")
        return (state, value if state == ANSWERED else None)

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
        self.newest = db.execute(f"SELECT max(substr(time, 1, 10)) FROM {self.responses()}").fetchone()[0]
        db.close()

    def replace(self):
        found = self.codebook["tables"][0]["variables"]
        texts = [variable["path"] for variable in found if variable["own_words"] and variable["question"] == "text"]
        choice = next(variable["path"] for variable in found if variable["kind"] == "choice")
        words = "UPDATE response SET free_text = json_set(coalesce(free_text, '{}'), ?, ?) WHERE uuid = ?"
        with sqlite3.connect(self.path) as db:
            uuids = [uuid for (uuid,) in db.execute("SELECT uuid FROM response ORDER BY uuid")]
            for i, text in enumerate(WORDS):
                db.execute(words, (json_path(texts[i % len(texts)]), text, uuids[i]))
            db.execute("UPDATE response SET answers = json_set(answers, ?, 'finnes_ikke') WHERE uuid = ?", (json_path(choice), uuids[-1]))
        db.close()

    def responses(self):
        return f"(SELECT * FROM response WHERE form_id = '{self.form_id}' AND status <> 'discarded' AND NOT trial ORDER BY uuid)"

    def instances(self, repeat):
        path = json_path(repeat)
        return (
            f"(SELECT uuid AS response, i.key + 1 AS position, i.value AS answers, r.free_text -> ('{path}[' || i.key || ']') AS free_text"
            f" FROM {self.responses()} r, json_each(r.answers, '{path}') i ORDER BY uuid, i.key)"
        )

    def read(self, db, table):
        repeat = table["path"]
        variables = [Variable(found, self.language, repeat) for found in table["variables"] if "sav" in found["formats"]]
        for variable in variables:
            variable.read(db, self.instances(repeat) if repeat else self.responses())
        return variables
