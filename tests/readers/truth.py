"""What SQLite finds in a database by its own JSON functions, with nothing of the program that exports it."""

SKIPPED, ABSENT, ANSWERED = "skipped", "absent", "answered"

# What is in the visitor's own words is stored apart.
SOURCE = "(CASE WHEN json_type(answers, ?1) IS NULL THEN free_text ELSE answers END)"
VALUES = {
    "whole": f"{SOURCE} ->> ?1",
    "count": f"json_array_length({SOURCE}, ?1)",
    "names": f"(SELECT group_concat(value, ' ') FROM json_each({SOURCE}, ?1))",
    "chosen": f"(SELECT count(*) FROM json_each({SOURCE}, ?1) WHERE value = ?2)",
    "place": f"(SELECT key + 1 FROM json_each({SOURCE}, ?1) WHERE value = ?2)",
}


def json_path(key):
    return '$."' + key + '"'


def responses(form_id):
    """As a table: those that count, in the order of their keys."""
    return f"(SELECT * FROM response WHERE form_id = '{form_id}' AND status <> 'discarded' AND NOT trial ORDER BY uuid)"


def instances(form_id, repeat):
    """As a table: those of a repeat that stands in no other; the halves of each beside each other."""
    path = json_path(repeat)
    return (
        f"(SELECT uuid AS response, i.key + 1 AS position, i.value AS answers, r.free_text -> ('{path}[' || i.key || ']') AS free_text"
        f" FROM {responses(form_id)} r, json_each(r.answers, '{path}') i ORDER BY uuid, i.key)"
    )


def answers(db, table, key, value="whole", choice=None):
    """Of each row: (state, value), by the name of the value in VALUES."""
    parameters = (json_path(key), choice) if "?2" in VALUES[value] else (json_path(key),)
    rows = db.execute(f"SELECT json_type({SOURCE}, ?1), {VALUES[value]} FROM {table}", parameters)
    return [(ABSENT if kind is None else SKIPPED if kind == "null" else ANSWERED, found) for kind, found in rows]


def newest_day(db, form_id):
    return db.execute(f"SELECT max(substr(time, 1, 10)) FROM {responses(form_id)}").fetchone()[0]


def replace_words(db, path, text, uuid):
    """Puts a text in the visitor's own words in the place of what stands there."""
    db.execute("UPDATE response SET free_text = json_set(coalesce(free_text, '{}'), ?, ?) WHERE uuid = ?", (json_path(path), text, uuid))


def keys(db):
    return [uuid for (uuid,) in db.execute("SELECT uuid FROM response ORDER BY uuid")]
