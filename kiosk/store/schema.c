#include "connection.h"

/* Every table is STRICT and WITHOUT ROWID: a rowid would tell in what order visitors came. */
static const char *const step_1[] = {
    "CREATE TABLE setting (\n"
    "  name TEXT NOT NULL PRIMARY KEY,\n"
    "  value TEXT NOT NULL\n"
    ") STRICT, WITHOUT ROWID",

    "CREATE TABLE device (\n"
    "  name TEXT NOT NULL PRIMARY KEY CHECK (name <> '')\n"
    ") STRICT, WITHOUT ROWID",

    "CREATE TABLE form_version (\n"
    "  form_id TEXT NOT NULL CHECK (form_id <> ''),\n"
    "  version TEXT NOT NULL,\n"
    "  source TEXT NOT NULL,\n"
    "  PRIMARY KEY (form_id, version)\n"
    ") STRICT, WITHOUT ROWID",

    "CREATE TABLE choice_code (\n"
    "  form_id TEXT NOT NULL,\n"
    "  list TEXT NOT NULL,\n"
    "  choice TEXT NOT NULL,\n"
    "  code INTEGER NOT NULL,\n"
    "  PRIMARY KEY (form_id, list, choice),\n"
    "  UNIQUE (form_id, list, code)\n"
    ") STRICT, WITHOUT ROWID",

    "CREATE TABLE response (\n"
    "  uuid TEXT NOT NULL PRIMARY KEY CHECK (length(uuid) = 36),\n"
    "  device TEXT NOT NULL REFERENCES device (name),\n"
    "  form_id TEXT NOT NULL,\n"
    "  form_version TEXT NOT NULL,\n"
    "  language TEXT NOT NULL,\n"
    "  channel TEXT NOT NULL CHECK (channel IN ('kiosk', 'web')),\n"
    "  round TEXT CHECK (round <> ''),\n"
    "  event TEXT CHECK (event <> ''),\n"
    "  place TEXT CHECK (place <> ''),\n"
    "  status TEXT NOT NULL CHECK (status IN ('partial', 'complete', 'discarded')),\n"
    "  trial INTEGER NOT NULL CHECK (trial IN (0, 1)),\n"
    "  time TEXT NOT NULL CHECK (time GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*'),\n"
    "  token_hash TEXT UNIQUE CHECK (length(token_hash) = 64),\n"
    "  answers TEXT CHECK (answers IS NULL OR (json_valid(answers) AND json_type(answers) = 'object')),\n"
    "  sealed BLOB,\n"
    "  sealed_text BLOB,\n"
    "  seal_key TEXT,\n"
    "  FOREIGN KEY (form_id, form_version) REFERENCES form_version (form_id, version),\n"
    "  CHECK ((answers IS NULL) <> (sealed IS NULL)),\n"
    "  CHECK ((sealed IS NULL) = (seal_key IS NULL)),\n"
    "  CHECK (sealed_text IS NULL OR sealed IS NOT NULL),\n"
    "  CHECK (status <> 'discarded' OR answers IS '{}')\n"
    ") STRICT, WITHOUT ROWID",

    "CREATE INDEX response_form ON response (form_id, form_version)",

    "CREATE TABLE attachment (\n"
    "  response TEXT NOT NULL REFERENCES response (uuid) ON DELETE CASCADE,\n"
    "  path TEXT NOT NULL,\n"
    "  media_type TEXT NOT NULL,\n"
    "  content BLOB,\n"
    "  sealed BLOB,\n"
    "  seal_key TEXT,\n"
    "  PRIMARY KEY (response, path),\n"
    "  CHECK ((content IS NULL) <> (sealed IS NULL)),\n"
    "  CHECK ((sealed IS NULL) = (seal_key IS NULL))\n"
    ") STRICT, WITHOUT ROWID",

    "CREATE TABLE event_log (\n"
    "  uuid TEXT NOT NULL PRIMARY KEY CHECK (length(uuid) = 36),\n"
    "  device TEXT NOT NULL REFERENCES device (name),\n"
    "  kind TEXT NOT NULL,\n"
    "  detail TEXT,\n"
    "  day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')\n"
    ") STRICT, WITHOUT ROWID",

    "CREATE TABLE ledger (\n"
    "  device TEXT NOT NULL REFERENCES device (name),\n"
    "  number INTEGER NOT NULL CHECK (number > 0),\n"
    "  salt BLOB,\n"
    "  hash BLOB NOT NULL CHECK (length(hash) = 32),\n"
    "  previous BLOB CHECK (length(previous) = 32),\n"
    "  response TEXT UNIQUE REFERENCES response (uuid),\n"
    "  PRIMARY KEY (device, number),\n"
    "  CHECK ((salt IS NULL) = (response IS NULL)),\n"
    "  CHECK ((number = 1) = (previous IS NULL))\n"
    ") STRICT, WITHOUT ROWID",

    /* Without its salt an entry proves that there was a response, and says nothing more about it. */
    "CREATE TRIGGER response_purge BEFORE DELETE ON response BEGIN\n"
    "  UPDATE ledger SET salt = NULL, response = NULL WHERE response = OLD.uuid;\n"
    "END",
};

/* Free text apart from the rest, so that it can be deleted sooner; the ledger with what has to be numbered yet. No trigger turns a deletion
 * by hand into a purge any more: it has to show. */
static const char *const step_2[] = {
    "ALTER TABLE response ADD COLUMN free_text TEXT CHECK (free_text IS NULL OR (answers IS NOT NULL AND status <> 'discarded'\n"
    "  AND json_valid(free_text) AND json_type(free_text) = 'object'))",

    "ALTER TABLE device ADD COLUMN first INTEGER NOT NULL DEFAULT 1", /* number of the first entry in this file */
    "ALTER TABLE device ADD COLUMN before BLOB",                      /* hash of the entry before it, which is in an older file */
    "ALTER TABLE device ADD COLUMN completed INTEGER NOT NULL DEFAULT 0", /* ever, in this file: numbered and waiting */
    "ALTER TABLE device ADD COLUMN last INTEGER NOT NULL DEFAULT 0",      /* number of the last entry; 0: none yet */
    "ALTER TABLE device ADD COLUMN head BLOB",                            /* its hash */

    "DROP TRIGGER response_purge",
    "DROP TABLE ledger",

    /* digest = BLAKE2b(salt, response without free text, text_digest); text_digest = BLAKE2b(text_salt, free text, attachments);
     * hash = BLAKE2b(hash before, device, number, digest). A purge takes salt and response, or text_salt: what is left still chains. */
    "CREATE TABLE ledger (\n"
    "  device TEXT NOT NULL REFERENCES device (name),\n"
    "  number INTEGER NOT NULL CHECK (number > 0),\n"
    "  hash BLOB NOT NULL CHECK (length(hash) = 32),\n"
    "  digest BLOB NOT NULL CHECK (length(digest) = 32),\n"
    "  text_digest BLOB NOT NULL CHECK (length(text_digest) = 32),\n"
    "  salt BLOB CHECK (length(salt) = 16),\n"
    "  text_salt BLOB CHECK (length(text_salt) = 16),\n"
    "  response TEXT UNIQUE REFERENCES response (uuid),\n"
    "  PRIMARY KEY (device, number),\n"
    "  CHECK ((salt IS NULL) = (response IS NULL)),\n"
    "  CHECK (text_salt IS NULL OR salt IS NOT NULL)\n"
    ") STRICT, WITHOUT ROWID",

    "CREATE TABLE waiting (\n"
    "  response TEXT NOT NULL PRIMARY KEY REFERENCES response (uuid),\n"
    "  device TEXT NOT NULL REFERENCES device (name),\n"
    "  form_id TEXT NOT NULL,\n"
    "  digest BLOB NOT NULL CHECK (length(digest) = 32),\n"
    "  text_digest BLOB NOT NULL CHECK (length(text_digest) = 32),\n"
    "  salt BLOB NOT NULL CHECK (length(salt) = 16),\n"
    "  text_salt BLOB CHECK (length(text_salt) = 16)\n"
    ") STRICT, WITHOUT ROWID",

    "CREATE INDEX waiting_form ON waiting (device, form_id)",

    /* What was deleted on time: entries of the ledger without a response must add up to it. */
    "CREATE TABLE purge (\n"
    "  uuid TEXT NOT NULL PRIMARY KEY CHECK (length(uuid) = 36),\n"
    "  device TEXT NOT NULL REFERENCES device (name),\n"
    "  form_id TEXT NOT NULL,\n"
    "  what TEXT NOT NULL CHECK (what IN ('free_text', 'response')),\n"
    "  numbered INTEGER NOT NULL,\n" /* of them in the ledger */
    "  waiting INTEGER NOT NULL,\n"  /* of them complete, but not numbered yet */
    "  other INTEGER NOT NULL,\n"    /* partial ones, trials */
    "  day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')\n"
    ") STRICT, WITHOUT ROWID",
};

/* Visits that wait, and what joins the waves of a round. Nothing here is in the ledger's digest: drafts go, and so do links when their round
 * closes. A link stands in its response's place, and its hashes say nothing without the round's key. */
static const char *const step_3[] = {
    "CREATE TABLE draft (\n"
    "  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 64),\n"
    "  response TEXT NOT NULL CHECK (length(response) = 36),\n" /* maybe one that is not there yet */
    "  form_id TEXT NOT NULL,\n"
    "  form_version TEXT NOT NULL,\n"
    "  until_min INTEGER NOT NULL,\n" /* minutes since 1970 */
    "  state BLOB NOT NULL\n"
    ") STRICT, WITHOUT ROWID",

    /* A closed one stays, so that nothing is added to it. */
    "CREATE TABLE round (\n"
    "  name TEXT NOT NULL PRIMARY KEY,\n"
    "  opened TEXT NOT NULL CHECK (opened GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),\n"
    "  closed TEXT CHECK (closed GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),\n"
    "  key BLOB CHECK (length(key) = 32),\n"
    "  CHECK ((closed IS NULL) = (key IS NOT NULL))\n"
    ") STRICT, WITHOUT ROWID",

    /* part 0: a token, or a code with all its elements; n: all of them but the n-th. What is sealed has all parts in one row. */
    "CREATE TABLE link (\n"
    "  response TEXT NOT NULL REFERENCES response (uuid) ON DELETE CASCADE,\n"
    "  part INTEGER NOT NULL CHECK (part >= 0),\n"
    "  kind TEXT NOT NULL CHECK (kind IN ('token', 'code')),\n"
    "  round TEXT NOT NULL REFERENCES round (name),\n"
    "  form_id TEXT NOT NULL,\n"
    "  hash TEXT CHECK (length(hash) = 64),\n"
    "  sealed BLOB,\n"
    "  seal_key TEXT,\n"
    "  PRIMARY KEY (response, part),\n"
    "  CHECK ((hash IS NULL) <> (sealed IS NULL)),\n"
    "  CHECK ((sealed IS NULL) = (seal_key IS NULL)),\n"
    "  CHECK (part = 0 OR (kind = 'code' AND sealed IS NULL)),\n"
    "  CHECK (kind = 'code' OR sealed IS NULL)\n"
    ") STRICT, WITHOUT ROWID",

    /* No UNIQUE: store_put refuses a token that is spent, but two databases may have taken the same one, and a merge has to keep both. */
    "CREATE INDEX link_token ON link (form_id, part, hash) WHERE kind = 'token'",

    "CREATE INDEX link_round ON link (round) WHERE part = 0",
};

/* Each visit that ends looks for what waits of it, however many others do. Smaller than the table, it is also what counts them. */
static const char *const step_4[] = {
    "CREATE INDEX draft_response ON draft (response)",
};

typedef struct SchemaStep {
  const char *const *statements;
  size_t count;
  Status (*move)(Store *store, Err *err); /* brings what is stored into the new shape; or NULL */
} SchemaStep;

/* Step n brings a file of version n to version n + 1. Steps that have shipped never change. */
static const SchemaStep steps[] = {
    {step_1, COUNT_OF(step_1), NULL},
    {step_2, COUNT_OF(step_2), migration_to_2},
    {step_3, COUNT_OF(step_3), NULL},
    {step_4, COUNT_OF(step_4), NULL},
};

int schema_version(void) {
  return (int)COUNT_OF(steps);
}

Status schema_number(const Store *store, const char *sql, int64_t *out, Err *err) {
  sqlite3_stmt *statement = statement_once(store, sql, err);
  if (statement == NULL) return STATUS_WORLD;
  Status status = sqlite3_step(statement) == SQLITE_ROW ? STATUS_OK : store_fail(store, "read", err);
  if (status == STATUS_OK) *out = sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  return status;
}

static Status make_step(Store *store, const SchemaStep *step, Err *err) {
  Status status = STATUS_OK;
  for (size_t i = 0; i < step->count && status == STATUS_OK; i++)
    status = store_execute(store, step->statements[i], err);
  return status;
}

/* What is stored is moved when all tables are as this program knows them: it may touch any of them. */
static Status run_steps(Store *store, int from, int to, Err *err) {
  Status status = STATUS_OK;
  for (int i = from; i < to && status == STATUS_OK; i++)
    status = make_step(store, &steps[i], err);
  for (int i = from; i < to && status == STATUS_OK; i++)
    if (steps[i].move) status = steps[i].move(store, err);
  return status;
}

/* Another program may have migrated the file between our look at it and our lock: the version is read again under the lock. */
static Status migrate_locked(Store *store, int to, Err *err) {
  int64_t version;
  Status status = schema_number(store, "PRAGMA user_version", &version, err);
  if (status != STATUS_OK || version >= to) return status;
  status = run_steps(store, (int)version, to, err);
  if (status != STATUS_OK) return status;
  char stamp[96];
  snprintf(stamp, sizeof stamp, "PRAGMA application_id = %d; PRAGMA user_version = %d", SCHEMA_APPLICATION_ID, to);
  return store_execute(store, stamp, err);
}

Status schema_migrate_to(Store *store, int version, Err *err) {
  Status status = transaction_begin(store, err);
  return status == STATUS_OK ? transaction_end(store, migrate_locked(store, version, err), err) : status;
}

Status schema_make(Store *store, Err *err) {
  return migrate_locked(store, schema_version(), err);
}

Status schema_migrate(Store *store, Err *err) {
  return schema_migrate_to(store, schema_version(), err);
}
