-- A database as version 4 of the schema made it: three numbered responses, one with a token, one with a code, one with a drawing; one that waits, one
-- partial with its draft, a round that is open and one that is closed. It never changes: it stands for the files out there.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE setting (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE device (
  name TEXT NOT NULL PRIMARY KEY CHECK (name <> '')
, first INTEGER NOT NULL DEFAULT 1, before BLOB, completed INTEGER NOT NULL DEFAULT 0, last INTEGER NOT NULL DEFAULT 0, head BLOB) STRICT, WITHOUT ROWID;
INSERT INTO device VALUES('kiosk-1',1,NULL,4,3,X'1bce13982705ecc10e5e3149e66c42fb3c31b46df80c5bec73105894a43965a6');
CREATE TABLE form_version (
  form_id TEXT NOT NULL CHECK (form_id <> ''),
  version TEXT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (form_id, version)
) STRICT, WITHOUT ROWID;
INSERT INTO form_version VALUES('samling','1',replace('settings: {form_id: samling, version: 1, default_language: nb}\nlanguages: {nb: Norsk}\nkiosk: {privacy: {mode: linked, min_group: 3}}\nsurvey:\n  - {type: select_one nytte, name: nytte, label: Nyttig?}\n  - {type: text, name: hvorfor, label: Hvorfor?}\nchoices:\n  nytte: [{name: ja, label: Ja}, {name: nei, label: Nei}]\n','\n',char(10)));
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
INSERT INTO response VALUES('189deb96-b2a4-4ad1-bc13-5bbe71a127ab','kiosk-1','samling','1','nb','kiosk',NULL,NULL,NULL,'partial',0,'2026-11-21',NULL,'{"nytte":"ja"}',NULL,NULL,NULL,'{"hvorfor":"Fordi"}');
INSERT INTO response VALUES('614f5601-77dc-4567-be8b-cf144dd4fc9a','kiosk-1','samling','1','nb','kiosk','h26',NULL,NULL,'complete',0,'2026-11-21',NULL,'{"nytte":"ja"}',NULL,NULL,NULL,'{"hvorfor":"Fordi"}');
INSERT INTO response VALUES('630bfdb7-a6a6-44a5-b1aa-2b57dad0bad0','kiosk-1','samling','1','nb','kiosk','h26',NULL,NULL,'complete',0,'2026-11-21',NULL,'{"nytte":"ja"}',NULL,NULL,NULL,'{"hvorfor":"Fordi"}');
INSERT INTO response VALUES('84d0c512-0bd7-4c99-ba89-07c967192b96','kiosk-1','samling','1','nb','kiosk',NULL,NULL,NULL,'complete',0,'2026-11-21',NULL,'{"nytte":"ja"}',NULL,NULL,NULL,'{"hvorfor":"Fordi"}');
INSERT INTO response VALUES('cd8f54d1-0efd-417e-ac06-f33e6310841f','kiosk-1','samling','1','nb','kiosk',NULL,NULL,NULL,'complete',0,'2026-11-21',NULL,'{"nytte":"ja"}',NULL,NULL,NULL,'{"hvorfor":"Fordi"}');
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
INSERT INTO attachment VALUES('cd8f54d1-0efd-417e-ac06-f33e6310841f','tegning.png','image/png',X'504e47',NULL,NULL);
CREATE TABLE event_log (
  uuid TEXT NOT NULL PRIMARY KEY CHECK (length(uuid) = 36),
  device TEXT NOT NULL REFERENCES device (name),
  kind TEXT NOT NULL,
  detail TEXT,
  day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT, WITHOUT ROWID;
INSERT INTO event_log VALUES('862c7e60-49c7-40dc-8729-1e88403c4bb5','kiosk-1','close-round','v26','2026-11-22');
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
INSERT INTO ledger VALUES('kiosk-1',1,X'fa6f4e79e14e70745ffee0897790ffd9cff780d0499403d964d665ff5cb4cc7e',X'51483819000f0fbc0a85928de298e4e080a1aad3a1808e22f19b33b224e5d26c',X'465bf74814dbde0b81dab3ef6930bdde5503b56238d6963c9fe318af2ea9481f',X'9fb9aad1c5057349f7b677c17d40430c',X'35714a86a71cf983abf72d0defaeb9b6','cd8f54d1-0efd-417e-ac06-f33e6310841f');
INSERT INTO ledger VALUES('kiosk-1',2,X'9ac28b14fbb763053ee4c930345fc625f24baa8427e33e2a76244af87c785e50',X'56f6172dd0c67917fe88dc16d9723092ede4db50863ffead598ab6c3ae6fafd0',X'4390258ae29f8ea93390d54d54eb70d842617b96e0af876e83a3f16df08178ed',X'c05daa4b8acf76748aa2d790d641b387',X'a8574c6fae6d9b6f3b4a79a517cec22a','614f5601-77dc-4567-be8b-cf144dd4fc9a');
INSERT INTO ledger VALUES('kiosk-1',3,X'1bce13982705ecc10e5e3149e66c42fb3c31b46df80c5bec73105894a43965a6',X'3e0a17eed96ac84019a4123c3ea4b5cc2795bfd610fe1b4086aeaaa76fa73226',X'2ae313f06a2f9a4df49b08a9012acf174075e85416b7b976bd941681380db69a',X'ee89af30963784ae0865ef73371863e2',X'4687e96568c4e2109c442a5c3c97d714','630bfdb7-a6a6-44a5-b1aa-2b57dad0bad0');
CREATE TABLE waiting (
  response TEXT NOT NULL PRIMARY KEY REFERENCES response (uuid),
  device TEXT NOT NULL REFERENCES device (name),
  form_id TEXT NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  text_digest BLOB NOT NULL CHECK (length(text_digest) = 32),
  salt BLOB NOT NULL CHECK (length(salt) = 16),
  text_salt BLOB CHECK (length(text_salt) = 16)
) STRICT, WITHOUT ROWID;
INSERT INTO waiting VALUES('84d0c512-0bd7-4c99-ba89-07c967192b96','kiosk-1','samling',X'7a20a944a5fdf9a076635c8c1e39679932dddef071c68db2172a599069ce50f6',X'ea20a28b436445c06a30ab38e30adb99ec48116d5f48e8e5ccb9dc652374d0c3',X'6d2c075a68e2ac651ce0dc482f6f6170',X'17fcf32e4e82d6400cfffe56222e9e87');
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
CREATE TABLE draft (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 64),
  response TEXT NOT NULL CHECK (length(response) = 36),
  form_id TEXT NOT NULL,
  form_version TEXT NOT NULL,
  until_min INTEGER NOT NULL,
  state BLOB NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO draft VALUES('af63d94c8601e773000000000000000000000000000000000000000000000000','189deb96-b2a4-4ad1-bc13-5bbe71a127ab','samling','1',30000000,X'636c6f736564');
CREATE TABLE round (
  name TEXT NOT NULL PRIMARY KEY,
  opened TEXT NOT NULL CHECK (opened GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  closed TEXT CHECK (closed GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  key BLOB CHECK (length(key) = 32),
  CHECK ((closed IS NULL) = (key IS NOT NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO round VALUES('h26','2026-11-21',NULL,X'c15c0289ec2d0a9167ec8e65a18debbe5e5532fbeea293f80bc942ee9086c171');
INSERT INTO round VALUES('v26','2026-11-21','2026-11-22',NULL);
CREATE TABLE link (
  response TEXT NOT NULL REFERENCES response (uuid) ON DELETE CASCADE,
  part INTEGER NOT NULL CHECK (part >= 0),
  kind TEXT NOT NULL CHECK (kind IN ('token', 'code')),
  round TEXT NOT NULL REFERENCES round (name),
  form_id TEXT NOT NULL,
  hash TEXT CHECK (length(hash) = 64),
  sealed BLOB,
  seal_key TEXT,
  PRIMARY KEY (response, part),
  CHECK ((hash IS NULL) <> (sealed IS NULL)),
  CHECK ((sealed IS NULL) = (seal_key IS NULL)),
  CHECK (part = 0 OR (kind = 'code' AND sealed IS NULL)),
  CHECK (kind = 'code' OR sealed IS NULL)
) STRICT, WITHOUT ROWID;
INSERT INTO link VALUES('614f5601-77dc-4567-be8b-cf144dd4fc9a',0,'token','h26','samling','f5f758f1a138883f000000000000000000000000000000000000000000000000',NULL,NULL);
INSERT INTO link VALUES('630bfdb7-a6a6-44a5-b1aa-2b57dad0bad0',0,'code','h26','samling','e76e11193844d8cf000000000000000000000000000000000000000000000000',NULL,NULL);
INSERT INTO link VALUES('630bfdb7-a6a6-44a5-b1aa-2b57dad0bad0',1,'code','h26','samling','3815a04993a21b9a000000000000000000000000000000000000000000000000',NULL,NULL);
INSERT INTO link VALUES('630bfdb7-a6a6-44a5-b1aa-2b57dad0bad0',2,'code','h26','samling','5db8abc90b366540000000000000000000000000000000000000000000000000',NULL,NULL);
INSERT INTO link VALUES('630bfdb7-a6a6-44a5-b1aa-2b57dad0bad0',3,'code','h26','samling','38097687cf304d0a000000000000000000000000000000000000000000000000',NULL,NULL);
CREATE INDEX response_form ON response (form_id, form_version);
CREATE INDEX waiting_form ON waiting (device, form_id);
CREATE INDEX link_token ON link (form_id, part, hash) WHERE kind = 'token';
CREATE INDEX link_round ON link (round) WHERE part = 0;
CREATE INDEX draft_response ON draft (response);
CREATE VIEW "samling 1" AS SELECT
  uuid AS response, language, channel, round, event, place, status, time, device,
  answers ->> '$."nytte"' AS "nytte",
  free_text ->> '$."hvorfor"' AS "hvorfor"
FROM (SELECT *, CASE WHEN json_valid(content) THEN content END AS answers, CASE WHEN json_valid(words) THEN words END AS free_text FROM
  (SELECT uuid, device, language, channel, round, event, place, status, time, answers AS content, free_text AS words FROM response
   WHERE status <> 'discarded' AND trial = 0 AND form_id = 'samling' AND form_version = '1'));
COMMIT;

PRAGMA application_id = 1231974003;
PRAGMA user_version = 4;
PRAGMA journal_mode = WAL;
