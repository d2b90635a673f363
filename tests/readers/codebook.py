"""codebook.py BOOK DATABASE FORM: do BOOK.json, BOOK.xml and BOOK.md say the same, and what the database says of codes and versions?

Reads each with a parser of its own: json, ElementTree, and for Markdown the few rules of CommonMark that a codebook uses. Prints what differs,
a line each, and exits 1."""

import json
import re
import sqlite3
import sys
import xml.etree.ElementTree as ElementTree

from checks import expect, finish, wrong

DDI = "{ddi:codebook:2_5}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NEVER_ASKED = ("calculate", "hidden", "start", "end", "today", "deviceid")
LEFT_TO_RIGHT_MARK = "\u200e"

# --- What a text becomes on its way ---


def in_xml(text):
    """XML 1.0 has no way to write some characters."""
    return re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)


def in_markdown(text):
    """One line, and nothing that turns the order of letters."""
    text = re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text)
    return re.sub("[\u202a-\u202e\u2066-\u2069]", "", text)


# --- Markdown, as CommonMark and GitHub's tables read it ---


def cells_of(line):
    """A row's cells; a | behind a \\ is none of its walls, and the \\ goes away."""
    cells, cell, i = [], "", 1
    while i < len(line):
        if line[i] == "\\" and i + 1 < len(line):
            cell += "|" if line[i + 1] == "|" else line[i : i + 2]
            i += 2
        elif line[i] == "|":
            cells.append(cell.strip(" "))
            cell = ""
            i += 1
        else:
            cell += line[i]
            i += 1
    return cells


def plain(markdown):
    """What a reader sees of a line: code spans as they are, backslashes taken off. Markup anywhere else is a mistake."""
    text, i = "", 0
    while i < len(markdown):
        fence = re.match("`+", markdown[i:])
        if fence:
            ticks = fence.group()
            end = re.compile("(?<!`)" + ticks + "(?!`)").search(markdown, i + len(ticks))
            if not end:
                wrong(f"code without an end: {markdown!r}")
                return text
            code = markdown[i + len(ticks) : end.start()]
            padded = code.startswith(" ") and code.endswith(" ") and code.strip(" ")
            text += code[1:-1] if padded else code
            i = end.end()
        elif markdown[i] == "\\" and i + 1 < len(markdown) and re.match(r"[!-/:-@\[-`{-~]", markdown[i + 1]):
            text += markdown[i + 1]
            i += 2
        else:
            if re.match(r"[<*\[\]~]|&[\w#]|\$(?!\{)|\b_|_\b", markdown[i:]):
                wrong(f"markup in: {markdown!r}")
            text += markdown[i]
            i += 1
    return text.replace(LEFT_TO_RIGHT_MARK, "")


class Section:
    def __init__(self, heading):
        self.heading, self.lines, self.tables = heading, [], []


def sections_of(markdown):
    """Of headings with ###, by their table: {table: {heading: Section}}, and what stands before them in each."""
    tables, order, table, section = {}, [], None, None
    in_rows = False
    for line in markdown.split("\n"):
        if line.startswith("## "):
            table, section = line[3:], Section("")
            tables[table] = {"": section}
            order.append(table)
        elif line.startswith("### ") and table:
            section = Section(plain(line[4:]))
            if section.heading in tables[table]:
                wrong(f"two sections {section.heading!r}")
            tables[table][section.heading] = section
        elif section and line.startswith("|"):
            if not in_rows:
                section.tables.append([])
            section.tables[-1].append(cells_of(line))
        elif section and line:
            section.lines.append(line)
        in_rows = line.startswith("|")
    for name in tables:
        for section in tables[name].values():
            for rows in section.tables:
                expect(f"cells in a table of {section.heading}", {len(row) for row in rows}, {len(rows[0])})
                if any(set(cell.removesuffix(":")) != {"-"} for cell in rows[1]):
                    wrong(f"no line under the headings of {section.heading}: {rows[1]}")
                del rows[1]
    return [tables[name] for name in order]


# --- What stands in them ---


def text_in(book, texts):
    """In the codebook's language; else a text falls back as labels do, to any."""
    return texts.get(book["language"])


def is_key(variable):
    """Of the response, or which instance it is."""
    return variable["path"] is None or (variable["question"] is None and variable["header"].endswith(variable["path"] + "/position"))


def check_markdown(book, markdown):
    tables = sections_of(markdown)
    if "linked" in book:  # stands below the responses, under a heading of its own
        linked = tables.pop(2)
        tables[1][""].tables += linked.pop("").tables
        expect("sections of both", set(tables[1]) & set(linked), set())
        tables[1] |= linked
    expect("tables in Markdown", len(tables) - 1, len(book["tables"]))  # the first tells of silence
    for table, sections in zip(book["tables"], tables[1:]):
        keys = {plain(row[0]) for rows in sections[""].tables for row in rows[1:]}
        section, seen = None, set()
        for variable in table["variables"]:
            header = in_markdown(variable["header"])
            if is_key(variable):
                expect(f"{header} among the keys", header in keys, True)
            elif variable["choice"]:
                check_part(book, variable, section)
            else:
                section = sections.get(header)
                if section is None:
                    wrong(f"no section {header!r}")
                    continue
                seen.add(header)
                check_section(book, variable, section)
        own_sections = {in_markdown(v["header"]) for v in table["variables"] if v["path"] is None and v["values"]}
        expect("sections", set(sections) - {""} - own_sections, seen)


def check_section(book, variable, section):
    header = variable["header"]
    said = "\n".join(plain(line.replace("**", "")) for line in section.lines)
    label = text_in(book, variable["label"])
    if label and in_markdown(label).strip() not in said:
        wrong(f"{header}: no label {label!r} in {said!r}")
    for key in ("accepted", "calculated"):
        if variable[key] and in_markdown(variable[key]) not in said:
            wrong(f"{header}: no {key} {variable[key]!r}")
    for asked in variable["asked"]:
        if asked["when"] and in_markdown(asked["when"]) not in said:
            wrong(f"{header}: not asked when {asked['when']!r} in {said!r}")
    renamed = variable["kind"] != "names" and variable["name"] != variable["header"]
    expect(f"{header}: a name of its own", f": {variable['name']}\n" in said + "\n", renamed)
    expect(f"{header}: OK in csv", "OK" in said and "jsonl" in said, variable["agreed"] is not None)
    kinds = [f"({in_markdown(', '.join(kind['versions']))})" for kind in variable["kinds"]]
    if len(kinds) > 1 and not re.search("; ".join(".*" + re.escape(kind) for kind in kinds), said):
        wrong(f"{header}: nothing of {kinds} in {said!r}")
    if variable["values"]:
        rows = section.tables[0][1:]
        expect(f"{header}: rows", len(rows), len(variable["values"]))
        for row, value in zip(rows, variable["values"]):
            expect(f"{header}: code", plain(row[0]), str(value["code"]))
            expect(f"{header}: choice", plain(row[1]), in_markdown(value["name"]))
            label = text_in(book, value["label"])
            if label is not None:
                expect(f"{header}: label", plain(row[2]), in_markdown(label).strip(" "))
            expect(f"{header}: {value['name']} in SPSS", "SPSS" in "".join(row[3:]), value["missing"] and not value["spss_missing"])
            expect(f"{header}: {value['name']} stata", f"`{value['stata']}`" in "".join(row[3:]), value["stata"] is not None)


def check_part(book, variable, section):
    rows = [row for rows in section.tables for row in rows if plain(row[0]) == in_markdown(variable["header"])]
    expect(f"{variable['header']}: rows", len(rows), 1)
    for row in rows:
        expect(f"{variable['header']}: name", plain(row[1]), "" if variable["name"] == variable["header"] else variable["name"])
        label = text_in(book, variable["choice"]["label"])
        if label is not None:
            expect(f"{variable['header']}: label", plain(row[2]), in_markdown(label).strip(" "))


def texts_of(element, name):
    return {found.get(LANG): found.text or "" for found in element.findall(DDI + name)}


def versions_of(element):
    return [version.text or "" for version in element.findall(f"{DDI}verStmt/{DDI}version")]


def levels_of(category):
    levels = {}
    for txt in category.findall(DDI + "txt"):
        levels.setdefault(txt.get("level"), []).append(txt.text)
    return levels


def xml_texts(texts):
    return {language: in_xml(text) for language, text in texts.items()}


def check_categories(variable, element):
    where = variable["header"]
    categories = {c.find(DDI + "catValu").text: c for c in element.findall(DDI + "catgry")}
    for value in variable["values"]:
        category = categories.pop(str(value["code"]), None)
        if category is None:
            wrong(f"{where}: no category {value['code']}")
            continue
        levels = levels_of(category)
        expect(f"{where}: name", levels["name"], [in_xml(value["name"])])
        expect(f"{where}: labels", texts_of(category, "labl"), xml_texts(value["label"]))
        expect(f"{where}: missing", category.get("missing"), "Y" if value["missing"] else None)
        expect(f"{where}: stata", levels.get("stata"), [value["stata"]] if value["stata"] else None)
        expect(f"{where}: versions", levels.get("version", []), value["versions"])
    silence = {"code": "-1", "measure": "-99999999999", "text": "#skipped"}[kind_of_silence(variable["kind"])]
    if variable["question"] is None:  # is never passed over
        silence = None
    if variable["agreed"]:
        levels = levels_of(categories["1"])
        expect(f"{where}: agreed", (levels["csv"], levels["jsonl"]), ([variable["agreed"]["csv"]], ["true"]))
    left = ({silence} if silence else set()) | ({"0", "1"} if variable["kind"] == "flag" else set())
    expect(f"{where}: categories of no choice", set(categories), left)
    invalid = [item.get("VALUE") for item in element.findall(f"{DDI}invalrng/{DDI}item")]
    missing = [str(value["code"]) for value in variable["values"] if value["missing"]]
    expect(f"{where}: invalid", invalid, missing + ([silence] if silence else []))


def kind_of_silence(kind):
    return "code" if kind in ("choice", "flag", "place") else "text" if kind in ("text", "names") else "measure"


def check_labels(variable, element):
    where, labels = variable["header"], xml_texts(variable["label"])
    asked, question = variable["question"] and variable["question"] not in NEVER_ASKED, element.find(DDI + "qstn")
    expect(f"{where}: is a question", question is not None, bool(asked))
    if asked:
        expect(f"{where}: question", texts_of(question, "qstnLit"), labels)
        expect(f"{where}: hint", texts_of(question, "ivuInstr"), xml_texts(variable["hint"]))
    if not variable["choice"]:
        expect(f"{where}: label", texts_of(element, "labl"), labels or {None: in_xml(variable["header"])})
        return
    choice = variable["choice"]["label"]
    said = texts_of(element, "labl")
    expect(f"{where}: languages", set(said), set(labels) | set(choice))
    for language in labels:
        words = choice[language] if choice else variable["choice"]["name"]
        expect(f"{where}: label in {language}", said[language], in_xml(words) + " – " + labels[language])


def check_variable(variable, element, file_id):
    where = variable["header"]
    expect(f"{where}: name", element.get("name"), variable["name"])
    expect(f"{where}: file", element.get("files"), file_id)
    expect(f"{where}: versions", versions_of(element), variable["versions"])
    notes = {note.get("type"): note.text for note in element.findall(DDI + "notes")}
    expect(f"{where}: column", notes.get("column"), in_xml(variable["header"]))
    expect(f"{where}: choice", notes.get("choice"), variable["choice"] and in_xml(variable["choice"]["name"]))
    expect(f"{where}: constraint", notes.get("constraint"), variable["accepted"] and in_xml(variable["accepted"]))
    versions = [", ".join(kind["versions"]) for kind in variable["kinds"]]
    expect(f"{where}: kinds", re.findall(r"\((.*?)\)(?:; |$)", notes.get("kinds", "")), versions if len(versions) > 1 else [])
    check_labels(variable, element)
    universes = [universe.text for universe in element.findall(DDI + "universe")]
    expect(f"{where}: universe", universes, [in_xml(asked["when"]) for asked in variable["asked"] if asked["when"]])
    check_categories(variable, element)


def check_files(book, files):
    expect("files", len(files), len(book["tables"]))
    ids = {(table.get("form"), table["path"]): file.get("ID") for file, table in zip(files, book["tables"])}
    for number, (file, table) in enumerate(zip(files, book["tables"]), 1):
        name = file.find(f"{DDI}fileTxt/{DDI}fileName").text
        expect(f"file {number}: name", name, book["form"] + (f"-{table['name']}" if table["name"] else ""))
        keys = [variable["name"] for variable in table["variables"] if is_key(variable)]
        shared = keys[:1] if table["parent"] is None else keys[:-1]
        group = file.find(f"{DDI}fileTxt/{DDI}fileStrc/{DDI}recGrp")
        expect(f"file {number}: keys", group.get("keyvar") if group is not None else None,
               " ".join(f"V{number}_{key}" for key in shared) if len(files) > 1 else None)
        note = file.find(DDI + "notes")
        parent = ids.get((table.get("form"), table["parent"]), "F1")  # a linked form's responses are in the first one's table
        expect(f"file {number}: join", note.text if note is not None else None, None if table["parent"] is None else
               f"Each row belongs to the row of {parent} that has the same {' and '.join(shared)}.")


def check_ddi(book, root):
    ids = [element.get("ID") for element in root.iter() if element.get("ID")]
    expect("IDs", len(ids), len(set(ids)))
    for element in root.iter():
        for name in ("files", "var", "keyvar"):
            for reference in (element.get(name) or "").split():
                expect(f"{reference} is an ID", reference in ids, True)
    expect("versions", versions_of(root.find(f"{DDI}stdyDscr/{DDI}citation")), [v["version"] for v in book["versions"]])
    expect("id", root.find(f"{DDI}stdyDscr/{DDI}citation/{DDI}titlStmt/{DDI}IDNo").text, book["form"])
    check_files(book, root.findall(DDI + "fileDscr"))
    files = [file.get("ID") for file in root.findall(DDI + "fileDscr")]
    want = [(file, variable) for file, table in zip(files, book["tables"]) for variable in table["variables"]]
    elements = root.findall(f"{DDI}dataDscr/{DDI}var")
    expect("variables in DDI", len(elements), len(want))
    for (file, variable), element in zip(want, elements):
        check_variable(variable, element, file)


def check_database(book, path, form):
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    expect("form", book["form"], form)
    versions = {row[0] for row in database.execute("SELECT version FROM form_version WHERE form_id = ?", [form])}
    expect("versions in the database", {version["version"] for version in book["versions"]}, versions)
    codes = {}
    for choice, code in database.execute("SELECT choice, code FROM choice_code WHERE form_id = ?", [form]):
        codes.setdefault(choice, set()).add(code)
    for table in book["tables"]:
        names = [variable["name"].lower() for variable in table["variables"]]
        expect(f"names in {table['path']!r}", len(names), len(set(names)))
        for variable in table["variables"]:
            if variable["path"] is None:
                continue
            given = [value["code"] for value in variable["values"]]
            expect(f"{variable['header']}: codes", given, sorted(set(given)))
            for value in variable["values"]:
                if value["code"] % 1000000 not in codes.get(value["name"], set()):
                    wrong(f"{variable['header']}: the database gives {value['name']} no code {value['code']}")


def main():
    stem, database, form = sys.argv[1:]
    with open(stem + ".json", encoding="utf-8") as file:
        book = json.load(file)
    with open(stem + ".md", encoding="utf-8") as file:
        markdown = file.read()
    check_database(book, database, form)
    check_ddi(book, ElementTree.parse(stem + ".xml").getroot())
    check_markdown(book, markdown)
    finish(form)


main()
