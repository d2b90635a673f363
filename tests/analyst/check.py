"""What the README's lines gave, in the folder that run.sh left it in, beside what SQL says of the same answers."""
import csv
import re
import sqlite3

import openpyxl
import pandas
from openpyxl.utils import column_index_from_string

LABELS = {  # in the order of their codes
    "svaert_lite": "Of very little use",
    "lite": "Of little use",
    "midt": "In between",
    "nyttig": "Useful",
    "svaert_nyttig": "Very useful",
    "vet_ikke": "Don't know",
}
DISAPPOINTED = ["svaert_lite", "lite", "midt"]  # who is asked what was missing
CODES = {"svaert_lite": 1, "lite": 2, "midt": 3, "nyttig": 4, "svaert_nyttig": 5, "vet_ikke": 98}


class Answers:
    """Those of a database, as SQL sees them."""

    def __init__(self, path):
        self.db = sqlite3.connect(path)

    def one(self, what, where="1"):
        return self.db.execute(f"SELECT {what} FROM response WHERE trial = 0 AND status <> 'discarded' AND {where}").fetchone()[0]

    def useful(self, name, where="1"):
        return self.one("count(*)", f"answers ->> '$.nytte' = '{name}' AND {where}")

    def recommended(self, what, where="1"):
        return self.one(f"{what}(CAST(answers ->> '$.anbefaling' AS REAL))", f"answers ->> '$.anbefaling' IS NOT NULL AND {where}")

    def missed_talk(self, name, where="1"):
        """Of those who said so: how many passed over what was missing, did not choose the talk, did choose it."""
        asked = f"json_type(answers, '$.manglet') IS NOT NULL AND {where}"
        chosen = "EXISTS (SELECT 1 FROM json_each(answers, '$.manglet') WHERE value = 'samtale')"
        return [
            self.useful(name, f"{asked} AND json_type(answers, '$.manglet') = 'null'"),
            self.useful(name, f"{asked} AND json_type(answers, '$.manglet') = 'array' AND NOT {chosen}"),
            self.useful(name, f"{asked} AND json_type(answers, '$.manglet') = 'array' AND {chosen}"),
        ]


def same(found, wanted, what):
    if found != wanted:
        raise SystemExit(f"{what}: {found}, where SQL says {wanted}")


def near(found, wanted, what, digits=4):
    if abs(float(found) - wanted) > 0.6 * 10**-digits:
        raise SystemExit(f"{what}: {found}, where SQL says {wanted}")


def lines_of(path):
    with open(path, encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file]


def numbers_after(line, label):
    return [int(word) for word in line.split(label, 1)[1].split()]


def row_of(lines, label):
    hits = [line for line in lines if line.strip().startswith(label + " ")]
    if len(hits) != 1:
        raise SystemExit(f"{len(hits)} rows are called {label}")
    return numbers_after(hits[0], label)


def check_haven(answers):
    lines = lines_of("r.out")
    head = next(i for i, line in enumerate(lines) if "Very useful" in line)
    places = [lines[head].index(label) for label in LABELS.values()]
    same(places, sorted(places), "haven, order of the labels")
    same([int(n) for n in lines[head + 1].split()], [0] + [answers.useful(name) for name in LABELS], "haven, frequencies")
    mean = next(line for line in lines if line.startswith("[1] "))
    near(mean.split()[1], answers.recommended("avg"), "haven, mean")
    for name, label in LABELS.items():
        same(row_of(lines[head + 2 :], label), answers.missed_talk(name), f"haven, cross table, {label}")


def check_base(answers):
    lines = lines_of("r-base.out")
    head = next(i for i, line in enumerate(lines) if "svaert_nyttig" in line)
    names = lines[head].split()
    same(sorted(names), sorted(LABELS), "R, names")
    same([int(n) for n in lines[head + 1].split()], [answers.useful(name) for name in names], "R, frequencies")
    mean = next(line for line in lines if line.startswith("[1] "))
    near(mean.split()[1], answers.recommended("avg"), "R, mean")
    for name in LABELS:
        same(row_of(lines[head + 2 :], name), answers.missed_talk(name), f"R, cross table, {name}")


def check_pspp(answers):
    complete = "status = 'complete'"
    with open("spss.out", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    for kind, names in ("Valid", list(LABELS)[:5]), ("Missing", ["vet_ikke"]):
        first = next(i for i, row in enumerate(rows) if row[:1] == [kind] and row[1] in LABELS.values())
        for at, name in enumerate(names):
            same(rows[first + at][1:3], [LABELS[name], str(answers.useful(name, complete))], f"PSPP, frequencies, {name}")
    numbers = next(row for row in rows if row and row[0].startswith("How likely"))
    same(int(numbers[1]), answers.recommended("count", complete), "PSPP, how many")
    near(numbers[2], answers.recommended("avg", complete), "PSPP, mean", 2)
    table = {row[1]: row[3:5] for row in rows if row[2:3] == ["Count"] and row[1]}
    same(sorted(table), sorted(LABELS[name] for name in DISAPPOINTED), "PSPP, cross table")
    for name in DISAPPOINTED:
        same([int(n) for n in table[LABELS[name]]], answers.missed_talk(name, complete)[1:], f"PSPP, cross table, {name}")


def check_python(answers):
    lines = lines_of("python.out")
    cross = next(i for i, line in enumerate(lines) if line.startswith("manglet/samtale"))
    for name in LABELS:
        same(row_of(lines[:cross], name), [answers.useful(name)], f"Python, frequencies, {name}")
        not_asked = answers.useful(name, "json_type(answers, '$.manglet') IS NULL")
        same(row_of(lines[cross:], name), [not_asked] + answers.missed_talk(name), f"Python, cross table, {name}")
    near(next(line for line in lines if re.fullmatch(r"\d+\.\d+", line)), answers.recommended("avg"), "Python, mean")


def check_stata(answers):
    """Does the file have what the lines name, with the missing values that they count on?"""
    wanted = ["use samling, clear", 'keep if status == "complete"', "tabulate nytte, missing", "summarize anbefaling", "tabulate nytte manglet_samtale"]
    same([line.split(" //")[0].strip() for line in lines_of("lines.stata")], wanted, "the lines for Stata")
    data = pandas.read_stata("samling.dta", convert_missing=True, convert_categoricals=False)
    data = data[data["status"] == "complete"]
    complete = "status = 'complete'"
    told = data["nytte"].map(str).value_counts().to_dict()
    for name, code in CODES.items():
        same(told.get(".c" if name == "vet_ikke" else str(code), 0), answers.useful(name, complete), f"Stata, {name}")
    scores = [float(value) for value in data["anbefaling"] if not isinstance(value, pandas.io.stata.StataMissingValue)]
    near(sum(scores) / len(scores), answers.recommended("avg", complete), "Stata, mean")
    talk = data["manglet_samtale"].map(str)
    for name in LABELS:
        of_name = talk[data["nytte"].map(str) == (".c" if name == "vet_ikke" else str(CODES[name]))]
        found = [int((of_name == value).sum()) for value in (".b", "0", "1")]
        same(found, answers.missed_talk(name, complete), f"Stata, cross table, {name}")
        not_asked = answers.useful(name, f"json_type(answers, '$.manglet') IS NULL AND {complete}")
        same(int((of_name == ".a").sum()), not_asked, f"Stata, not asked, {name}")
    with pandas.read_stata("samling.dta", iterator=True) as reader:
        labels = reader.value_labels()
        said = reader.variable_labels()
    same(said["nytte"], "Hvor nyttig var samlingen for jobben din?", "Stata, label")
    if not any(list(one.values())[:2] == ["Svært lite nyttig", "Lite nyttig"] for one in labels.values()):
        raise SystemExit(f"Stata: no value labels for nytte in {labels}")


class Workbook:
    """As much of Excel as the lines need."""

    def __init__(self, path):
        self.book = openpyxl.load_workbook(path)

    def column(self, reference):
        sheet, first, last = re.fullmatch(r"(\w+)!([A-Z]+):([A-Z]+)", reference).groups()
        same(first, last, "Excel, a column")
        return [row[0] for row in self.book[sheet].iter_rows(min_col=column_index_from_string(first), max_col=column_index_from_string(first), values_only=True)]

    def value(self, formula):
        name, words = re.fullmatch(r"=(\w+)\((.*)\)", formula).groups()
        words = words.split(",")
        if name == "SUM":
            return sum(cell for cell in self.column(words[0]) if isinstance(cell, (int, float)))
        same(name, "COUNTIFS", "Excel, a function")
        conditions = [(self.column(words[i]), words[i + 1].strip('"')) for i in range(0, len(words), 2)]
        return sum(all(str("" if cell is None else cell) == wanted for cell, wanted in zip(row, [w for _, w in conditions])) for row in zip(*[c for c, _ in conditions]))


def check_excel(answers):
    book = Workbook("samling.xlsx")
    found = [book.value(line) for line in lines_of("lines.excel")]
    talk = [sum(counts) for counts in zip(*[answers.missed_talk(name) for name in DISAPPOINTED])]
    wanted = [
        answers.useful("svaert_nyttig"),
        answers.useful("svaert_nyttig", "status = 'complete'"),
        answers.one("count(*)", "json_type(answers, '$.ordet') = 'null'"),
        answers.missed_talk("lite")[2],
        talk[2],
    ]
    same(found, wanted, "Excel")
    if min(wanted) == 0:
        raise SystemExit(f"Excel: nothing is tried by {wanted}")


def check_commands(answers):
    with open("h26.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    same(len(rows), answers.one("count(*)", "round = 'h26' AND status = 'complete'"), "the round's export")
    if "How useful was the gathering for your job?" in rows[0] or "Hvor nyttig var samlingen for jobben din?" not in rows[0]:
        raise SystemExit(f"the round's export is not labelled in the form's language: {list(rows[0])}")
    same(Answers("all.db").one("count(*)"), answers.one("count(*)") + Answers("dor-2.db").one("count(*)"), "the merged database")


ANSWERS = Answers("samling.db")
for check in (check_haven, check_base, check_pspp, check_python, check_stata, check_excel, check_commands):
    check(ANSWERS)
