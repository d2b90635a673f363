-- A database as version 2 of the schema made it: three numbered responses, one with a drawing, one that waits, one partial. It never changes:
-- it stands for the files out there.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE setting (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE device (
  name TEXT NOT NULL PRIMARY KEY CHECK (name <> '')
, first INTEGER NOT NULL DEFAULT 1, before BLOB, completed INTEGER NOT NULL DEFAULT 0, last INTEGER NOT NULL DEFAULT 0, head BLOB) STRICT, WITHOUT ROWID;
INSERT INTO device VALUES('kiosk-1',1,NULL,4,3,X'62b573d963f5abea71da6000bd4ebf6c77387aefd5776ddf751c8cbf707484ae');
CREATE TABLE form_version (
  form_id TEXT NOT NULL CHECK (form_id <> ''),
  version TEXT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (form_id, version)
) STRICT, WITHOUT ROWID;
INSERT INTO form_version VALUES('samling','1',replace('settings: {form_id: samling, version: 1, default_language: nb}\nlanguages: {nb: Norsk}\nkiosk: {privacy: {min_group: 3}}\nsurvey:\n  - {type: select_one nytte, name: nytte, label: Nyttig?}\n  - {type: text, name: hvorfor, label: Hvorfor?}\nchoices:\n  nytte: [{name: ja, label: Ja}, {name: nei, label: Nei}]\n','\n',char(10)));
CREATE TABLE choice_code (
  form_id TEXT NOT NULL,
  list TEXT NOT NULL,
  choice TEXT NOT NULL,
  code INTEGER NOT NULL,
  PRIMARY KEY (form_id, list, choice),
  UNIQUE (form_id, list, code)
) STRICT, WITHOUT ROWID;
INSERT INTO choice_code VALUES('samling','nytte','ja',1);
INSERT INTO choice_code VALUES('samling','nytte','nei',2);
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
  seal_key TEXT, free_text TEXT CHECK (free_text IS NULL OR (answers IS NOT NULL AND status <> 'discarded'
  AND json_valid(free_text) AND json_type(free_text) = 'object')),
  FOREIGN KEY (form_id, form_version) REFERENCES form_version (form_id, version),
  CHECK ((answers IS NULL) <> (sealed IS NULL)),
  CHECK ((sealed IS NULL) = (seal_key IS NULL)),
  CHECK (sealed_text IS NULL OR sealed IS NOT NULL),
  CHECK (status <> 'discarded' OR answers IS '{}')
) STRICT, WITHOUT ROWID;
INSERT INTO response VALUES('022ab1ba-8040-48e6-8b29-3e6770eb3a95','kiosk-1','samling','1','nb','kiosk',NULL,NULL,NULL,'complete',0,'2026-11-22',NULL,'{"nytte":"ja"}',NULL,NULL,NULL,'{"hvorfor":"Fordi"}');
INSERT INTO response VALUES('474b83df-ff52-4fe6-9d24-d4fcb97f3f6a','kiosk-1','samling','1','nb','kiosk',NULL,NULL,NULL,'partial',0,'2026-11-22',NULL,'{"nytte":"ja"}',NULL,NULL,NULL,'{"hvorfor":"Fordi"}');
INSERT INTO response VALUES('61675099-7ac0-4e22-a953-798876a2c369','kiosk-1','samling','1','nb','kiosk',NULL,NULL,NULL,'complete',0,'2026-11-22',NULL,'{"nytte":"ja"}',NULL,NULL,NULL,'{"hvorfor":"Fordi"}');
INSERT INTO response VALUES('9d271da9-1767-4d58-bf90-b8601c5b7c6c','kiosk-1','samling','1','nb','kiosk',NULL,NULL,NULL,'complete',0,'2026-11-22',NULL,'{"nytte":"ja"}',NULL,NULL,NULL,'{"hvorfor":"Fordi"}');
INSERT INTO response VALUES('e6155f0b-2d9b-4fdd-b885-eb1a6b905c8c','kiosk-1','samling','1','nb','kiosk',NULL,NULL,NULL,'complete',0,'2026-11-22',NULL,'{"nytte":"ja"}',NULL,NULL,NULL,'{"hvorfor":"Fordi"}');
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
INSERT INTO attachment VALUES('61675099-7ac0-4e22-a953-798876a2c369','a.png','image/png',X'504e47',NULL,NULL);
CREATE TABLE event_log (
  uuid TEXT NOT NULL PRIMARY KEY CHECK (length(uuid) = 36),
  device TEXT NOT NULL REFERENCES device (name),
  kind TEXT NOT NULL,
  detail TEXT,
  day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT, WITHOUT ROWID;
INSERT INTO event_log VALUES('788a448c-ca5a-4cf8-acf8-896babb0e20d','kiosk-1','start',NULL,'2026-11-22');
CREATE TABLE ledger (
  device TEXT NOT NULL REFERENCES device (name),
  number INTEGER NOT NULL CHECK (number > 0),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  text_digest BLOB NOT NULL CHECK (length(text_digest) = 32),
  salt BLOB CHECK (length(salt) = 16),
  text_salt BLOB CHECK (length(text_salt) = 16),
  response TEXT UNIQUE REFERENCES response (uuid),
  PRIMARY KEY (device, number),
  CHECK ((salt IS NULL) = (response IS NULL)),
  CHECK (text_salt IS NULL OR salt IS NOT NULL)
) STRICT, WITHOUT ROWID;
INSERT INTO ledger VALUES('kiosk-1',1,X'1b73b8619650df3e0c7137043bbb362bb1f8a9abeaf027293f14f0904869c830',X'cf0177719c5dfe0f17bfb71fad46f132b84dde49320d90b1f54d097e156bc03d',X'c496df5282bf3adfc85c7e2a7db9753d8c3193086934c267b2ebf153bb6a1747',X'da211e6a663bd37311aabecb86beda3f',X'f6d0c233a1c4cb77febe023d51d6fc53','022ab1ba-8040-48e6-8b29-3e6770eb3a95');
INSERT INTO ledger VALUES('kiosk-1',2,X'66a4bc04e4dc4a6d31534b3cbb3b69aa2553a6fe7cde9313810b02df12a84cc6',X'5648a70cc85f0f34c67aefd7ec6f88064d01a320512c8d86e89aa4a416af4f60',X'd864fe0f2ddd5797f49059c8faf3e4bb625ee0bcf13e09660afebfc1a2396937',X'afd6d36c005d2ee1c72673da0c6a8c53',X'359e9c4c0eb07e9ef836b25e7adadfc1','e6155f0b-2d9b-4fdd-b885-eb1a6b905c8c');
INSERT INTO ledger VALUES('kiosk-1',3,X'62b573d963f5abea71da6000bd4ebf6c77387aefd5776ddf751c8cbf707484ae',X'b154c028c25f6f12d53b8cd5d7c175b30ceeeb4b21060e13bd9df9d05b665d35',X'd9d0e2aed2474c9c65a4b919225777f41898cc49dc2e45ee647b81e1e99e46d4',X'ebfab5059be7821a2c63dd28b74ebaf5',X'4eb3454adf5403eb306401a324990fdf','61675099-7ac0-4e22-a953-798876a2c369');
CREATE TABLE waiting (
  response TEXT NOT NULL PRIMARY KEY REFERENCES response (uuid),
  device TEXT NOT NULL REFERENCES device (name),
  form_id TEXT NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  text_digest BLOB NOT NULL CHECK (length(text_digest) = 32),
  salt BLOB NOT NULL CHECK (length(salt) = 16),
  text_salt BLOB CHECK (length(text_salt) = 16)
) STRICT, WITHOUT ROWID;
INSERT INTO waiting VALUES('9d271da9-1767-4d58-bf90-b8601c5b7c6c','kiosk-1','samling',X'9810d31aeaa12a4989e592a7963fda349dd39150882697488cc678dece7f3dfb',X'e6ed24a2e2edb5f4ee78bfb490b7d1c07b3f19eb305547898ee2f39e24241348',X'30ce495ddfd60ce7e9b91f3a331fd8f5',X'ba9a0d310162a1135f54fbf2b1093468');
CREATE TABLE purge (
  uuid TEXT NOT NULL PRIMARY KEY CHECK (length(uuid) = 36),
  device TEXT NOT NULL REFERENCES device (name),
  form_id TEXT NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('free_text', 'response')),
  numbered INTEGER NOT NULL,
  waiting INTEGER NOT NULL,
  other INTEGER NOT NULL,
  day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT, WITHOUT ROWID;
CREATE INDEX response_form ON response (form_id, form_version);
CREATE INDEX waiting_form ON waiting (device, form_id);
CREATE VIEW "samling 1" AS SELECT
  uuid AS response, language, channel, round, event, place, status, time,
  answers ->> '$."nytte"' AS "nytte",
  free_text ->> '$."hvorfor"' AS "hvorfor"
FROM (SELECT *, CASE WHEN json_valid(content) THEN content END AS answers, CASE WHEN json_valid(words) THEN words END AS free_text FROM
  (SELECT uuid, device, language, channel, round, event, place, status, time, answers AS content, free_text AS words FROM response
   WHERE status <> 'discarded' AND trial = 0 AND form_id = 'samling' AND form_version = '1'));
COMMIT;

PRAGMA application_id = 1231974003;
PRAGMA user_version = 2;
PRAGMA journal_mode = WAL;
