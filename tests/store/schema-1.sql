-- A database as version 1 of the schema made it, with one response. It never changes: it stands for the files out there.
CREATE TABLE setting (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
  name TEXT NOT NULL PRIMARY KEY CHECK (name <> '')
) STRICT, WITHOUT ROWID;

CREATE TABLE form_version (
  form_id TEXT NOT NULL CHECK (form_id <> ''),
  version TEXT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (form_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE choice_code (
  form_id TEXT NOT NULL,
  list TEXT NOT NULL,
  choice TEXT NOT NULL,
  code INTEGER NOT NULL,
  PRIMARY KEY (form_id, list, choice),
  UNIQUE (form_id, list, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE response (
  uuid TEXT NOT NULL PRIMARY KEY CHECK (length(uuid) = 36),
  device TEXT NOT NULL REFERENCES device (name),
  form_id TEXT NOT NULL,
  form_version TEXT NOT NULL,
  language TEXT NOT NULL,
  channel TEXT NOT NULL CHECK (channel IN ('kiosk', 'web')),
  round TEXT CHECK (round <> ''),
  event TEXT CHECK (event <> ''),
  place TEXT CHECK (place <> ''),
  status TEXT NOT NULL CHECK (status IN ('partial', 'complete', 'discarded')),
  trial INTEGER NOT NULL CHECK (trial IN (0, 1)),
  time TEXT NOT NULL CHECK (time GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*'),
  token_hash TEXT UNIQUE CHECK (length(token_hash) = 64),
  answers TEXT CHECK (answers IS NULL OR (json_valid(answers) AND json_type(answers) = 'object')),
  sealed BLOB,
  sealed_text BLOB,
  seal_key TEXT,
  FOREIGN KEY (form_id, form_version) REFERENCES form_version (form_id, version),
  CHECK ((answers IS NULL) <> (sealed IS NULL)),
  CHECK ((sealed IS NULL) = (seal_key IS NULL)),
  CHECK (sealed_text IS NULL OR sealed IS NOT NULL),
  CHECK (status <> 'discarded' OR answers IS '{}')
) STRICT, WITHOUT ROWID;

CREATE INDEX response_form ON response (form_id, form_version);

CREATE TABLE attachment (
  response TEXT NOT NULL REFERENCES response (uuid) ON DELETE CASCADE,
  path TEXT NOT NULL,
  media_type TEXT NOT NULL,
  content BLOB,
  sealed BLOB,
  seal_key TEXT,
  PRIMARY KEY (response, path),
  CHECK ((content IS NULL) <> (sealed IS NULL)),
  CHECK ((sealed IS NULL) = (seal_key IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE event_log (
  uuid TEXT NOT NULL PRIMARY KEY CHECK (length(uuid) = 36),
  device TEXT NOT NULL REFERENCES device (name),
  kind TEXT NOT NULL,
  detail TEXT,
  day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger (
  device TEXT NOT NULL REFERENCES device (name),
  number INTEGER NOT NULL CHECK (number > 0),
  salt BLOB,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  previous BLOB CHECK (length(previous) = 32),
  response TEXT UNIQUE REFERENCES response (uuid),
  PRIMARY KEY (device, number),
  CHECK ((salt IS NULL) = (response IS NULL)),
  CHECK ((number = 1) = (previous IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TRIGGER response_purge BEFORE DELETE ON response BEGIN
  UPDATE ledger SET salt = NULL, response = NULL WHERE response = OLD.uuid;
END;

INSERT INTO device VALUES ('kiosk-1');
INSERT INTO form_version VALUES ('samling', '1', 'settings: {form_id: samling, version: 1}');
INSERT INTO choice_code VALUES ('samling', 'nytte', 'ja', 1);
INSERT INTO response (uuid, device, form_id, form_version, language, channel, status, trial, time, answers)
VALUES ('3b241101-e2bb-4255-8caf-4136c566a962', 'kiosk-1', 'samling', '1', 'nb', 'kiosk', 'complete', 0, '2026-11-21', '{"nytte":"ja"}');

PRAGMA application_id = 1231974003;
PRAGMA user_version = 1;
PRAGMA journal_mode = WAL;
