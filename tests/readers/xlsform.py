"""A form as an XLSForm workbook has it, read by openpyxl."""

import re

import openpyxl

OTHER, OTHER_QUESTION = ("other", "Annet", False), "Skriv hva det er."  # what or_other adds, in Norwegian


class Question:
    def __init__(self, type_words, path, repeat, label, choices):
        self.type = type_words[0]
        self.path = path
        self.repeat = repeat  # the path of the repeat it stands in, or ""
        self.label = label
        self.choices = choices  # (name, label, missing)

    @property
    def key(self):
        return self.path[len(self.repeat) + 1 :] if self.repeat else self.path

    @property
    def parts(self):
        return self.choices if self.type in ("select_multiple", "rank") else []


def rows_of(sheet):
    rows = sheet.iter_rows(values_only=True)
    names = next(rows)
    for row in rows:
        yield {name: "" if value is None else str(value) for name, value in zip(names, row) if name}


def label_column(rows, language):
    return next((name for name in rows[0] if name.startswith("label") and f"({language})" in name), "label")


class Form:
    def __init__(self, path):
        book = openpyxl.load_workbook(path)
        survey, choices = list(rows_of(book["survey"])), list(rows_of(book["choices"]))
        settings = next(rows_of(book["settings"]))
        self.form_id, self.title = settings["form_id"], settings["form_title"]
        self.language = re.search(r"\((.*)\)", settings["default_language"])[1]
        self.lists = {}
        column = label_column(choices, self.language)
        for choice in choices:
            if choice["list_name"]:
                values = self.lists.setdefault(choice["list_name"], [])
                values.append((choice["name"], choice[column], choice.get("missing", "") in ("true", "yes", "True")))
        self.questions = []
        self.repeats = {}  # path: label
        self.read(survey, label_column(survey, self.language))

    def read(self, survey, column):
        groups = []
        for row in survey:
            words = row["type"].replace("begin ", "begin_").replace("end ", "end_").split()
            path = "/".join([name for name, _ in groups] + [row["name"]])
            if words[:1] in (["begin_group"], ["begin_repeat"]):
                groups.append((row["name"], words[0] == "begin_repeat"))
                if words[0] == "begin_repeat":
                    self.repeats[path] = row[column]
            elif words[:1] in (["end_group"], ["end_repeat"]):
                groups.pop()
            elif words and words[0] != "note" and "label" not in row["appearance"].split():
                inner = max((i for i, (_, repeats) in enumerate(groups) if repeats), default=-1)
                repeat = "/".join(name for name, _ in groups[: inner + 1])
                choices = self.lists[words[1]] if len(words) > 1 else []
                other = [OTHER] if "or_other" in words else []
                self.questions.append(Question(words, path, repeat, row[column], choices + other))
                if other:
                    self.questions.append(Question(["text"], path + "_other", repeat, OTHER_QUESTION, []))

    def columns(self, repeat):
        """(header, question or repeat, choice) of the answers of a table."""
        columns, counted = [], set()
        for question in self.questions:
            if question.repeat == repeat:
                columns.append((question.path, question, None))
                columns += [(f"{question.path}/{name}", question, name) for name, _, _ in question.parts]
            elif repeat == "" and question.repeat not in counted:
                counted.add(question.repeat)
                columns.append((question.repeat, None, None))
        return columns
