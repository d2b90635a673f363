"""codebook_stays.py OLD.json NEW.json: has a form's next version kept the name of each column, and each choice's code?

Prints what is gone or has changed, a line each, and exits 1."""

import json
import sys


def facts_of(path):
    with open(path, encoding="utf-8") as file:
        book = json.load(file)
    facts = {}
    for table in book["tables"]:
        for variable in table["variables"]:
            column = (table["path"], variable["path"], variable["choice"] and variable["choice"]["name"], variable["header"])
            facts[column] = variable["name"]
            for value in variable["values"]:
                facts[column + (value["name"],)] = value["code"]
    return facts


old, new = (facts_of(path) for path in sys.argv[1:])
wrong = [f"{column}: {fact} became {new.get(column)}" for column, fact in old.items() if new.get(column) != fact]
print("\n".join(wrong))
sys.exit(1 if wrong else 0)
