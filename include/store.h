/* store: responses in one SQLite file (WAL, synchronous=FULL, STRICT tables, foreign keys on).
 *
 * A writing call that returns STATUS_OK is on disk, in the file that stands at the path now; one that fails may be tried again. Keys
 * are random and tables have no rowid order, and responses change places with those that they are numbered with (below), in a log that is
 * emptied then: the file keeps no order of arrival within such a group. Every open visit is a partial response already, so a
 * crash needs no repair. A Store is for one thread at a time; texts handed in are borrowed for the call. The schema stands in store/schema.c. */
#ifndef STORE_H
#define STORE_H

#include "base.h"
#include "form.h"
#include "seal.h"

typedef struct Store Store;

enum { STORE_UUID_LEN = 36, STORE_DAY_LEN = 10 };

typedef enum ResponseStatus { RESPONSE_PARTIAL, RESPONSE_COMPLETE, RESPONSE_DISCARDED, RESPONSE_STATUS_COUNT } ResponseStatus;
extern const char *const response_status_names[RESPONSE_STATUS_COUNT]; /* "partial", ... as stored */

typedef enum StoreSeal {
  STORE_PLAIN,
  STORE_OPENED,  /* was sealed; one of the keys of store_use_keys opened it */
  STORE_NO_KEY,  /* sealed, and its key is not among them */
  STORE_DAMAGED, /* sealed for one of them, and yet it cannot be opened */
} StoreSeal;

typedef struct Response {                               /* one visit; all texts are borrowed */
  Str uuid;                                             /* STORE_UUID_LEN characters, of store_uuid */
  Str device, form_id, form_version, language, channel; /* channel: "kiosk" or "web" */
  Str round, event, place;                              /* from the configuration; may be empty */
  ResponseStatus status;
  bool trial; /* a visit to try the form out: in no count, and in no export that does not ask for it */
  Str time;   /* when the visit began, as coarse as the form's privacy mode says: date, date and hour, or ISO 8601 */
  Str answers; /* one JSON object, path to value; "{}" for none. From store_each: without free_text's; empty when it cannot be opened */
  /* From store_each only: the answers in the visitor's own words (Question.free_text), an object likewise, with a repeat's as an array of
   * objects as long as the repeat. They are stored apart, so that they can be deleted sooner. Empty: none, or deleted. */
  Str free_text;
  StoreSeal seal; /* from store_each only */
  Str seal_key;   /* seal_id() of the key it is sealed with, or empty */
  /* The attachments its answers name; from store_each: none. NULL leaves those there are (partial, complete) as they are; else they become
   * exactly these, and one that is the same is not written again. */
  const struct StoreAttachment *attachments;
  size_t attachment_count;
  Str token_hash; /* of an external follow-up's token: its BLAKE2b-256 in hex, or empty */
  /* What joins it with other waves: kept of a complete one only, and only while its round is open. NULL leaves what there is. From
   * store_each: NULL. */
  const struct StoreLink *link;
} Response;

typedef enum StoreLinkKind { STORE_LINK_TOKEN, STORE_LINK_CODE, STORE_LINK_KIND_COUNT } StoreLinkKind;

typedef struct StoreLink {
  StoreLinkKind kind;
  Str round; /* whose key made the hashes; store_round made it */
  const Str
      *hashes; /* hexadecimal, 64 digits each. Token: one. Code: that of all elements, then one for each that is left out. In a
                      * sealed file a code's are sealed as the answers are: whoever has the file has the round's key as well */
  size_t count;
} StoreLink;

typedef struct StoreAttachment {
  Str name;  /* unique in its response */
  Str bytes; /* a PNG; where the name ends in .txt, a text. From store_each_attachment: empty when it is sealed and cannot be opened; its response's row says why */
} StoreAttachment;

/* Opens for writing, making the file anew when there is none (not its folder), readable for its owner and group at most. random is
 * copied, its context borrowed until store_close; it makes keys. *out is NULL after a failure.
 *
 * Failures, here and in every call below: STATUS_WORLD with db-path (cannot be read or written there; what to do), db-corrupt, db-full,
 * db-busy (locked for two seconds), db-readonly, db-io, db-constraint, and for writing also db-moved (below); when opening also
 * STATUS_INPUT with db-foreign (not ours) and db-newer (made by a newer version): such a file is left as it is.
 *
 * db-corrupt: what is damaged is not written to, neither when that is found here (a file of up to 16 MiB is looked through, of a larger one
 * what every visit needs) nor when it is found later: then every write fails likewise, and closing leaves file and log as they are.
 *
 * db-moved: the file at the path, or the log beside it, is not the one that is open: it was moved, deleted, replaced by another, or
 * overwritten in place. Then the write is not promised to anyone, and every later one fails likewise until the database is closed and
 * opened again. What was promised before goes into the open file wherever it is now, or stays in the log; what stands at the path is not
 * touched.
 *
 * A log beside the file that belongs to another one (a backup was put in its place) is not laid over it: opening for writing moves it
 * aside, to NAME-wal.other, opening for reading fails with STATUS_INPUT, db-wal-other.
 *
 * Until the first open no other part of the process may have used SQLite: its memory is wiped. */
Status store_open(const char *path, const Random *random, Store **out, Err *err);
/* Opens an existing file for reading only, also beside a running kiosk and in a folder that cannot be written. STATUS_INPUT with
 * db-older: its schema is older than this program's. Only store_hold, store_forms, store_each, store_each_attachment, store_count,
 * store_choice_codes, store_use_keys, store_verify, store_fingerprint, store_get_setting, store_check_form, store_seal_with without a key,
 * and store_close may be called with it. */
Status store_open_readonly(const char *path, Store **out, Err *err);
/* Of a store that is open for reading: from here to store_close it reads what the database holds now, whatever is written meanwhile, so
 * that forms, counts, rows and attachments belong together; the writer's log only grows as long. Not to be followed by store_verify, which
 * holds by itself. */
Status store_hold(Store *store, Err *err);
void store_close(Store *store); /* NULL is ignored; folds the WAL into the file */

/* --- Who may write, and in what form --- */

/* Who keeps a database open to take answers: one of each kind at a time. */
typedef enum StoreRole { STORE_KIOSK, STORE_SERVER, STORE_ROLE_COUNT } StoreRole;

/* Holds the file for this process until store_close, whatever way the process ends. STATUS_WORLD, db-in-use: another process holds it in the
 * same role (what to do). Programs that only read, and the companion tool, need no role. */
Status store_claim(Store *store, StoreRole role, Err *err);

/* From now on answers are stored sealed for this key only, which is copied; the file remembers that they have to be. NULL: STATUS_INPUT,
 * seal-missing, when the file has to be sealed; else nothing. Without this call such a file takes no answers either: store_put fails with
 * seal-missing. Another key than before is taken: what was sealed with the older one stays as it is. */
Status store_seal_with(Store *store, const SealPublic *key, Err *err);
/* What opens sealed rows in store_each and store_each_attachment; borrowed until store_close. */
void store_use_keys(Store *store, const SealSecret *const *keys, size_t count);

/* A small fact that the file keeps by name; out is empty when it has none. Never an answer. */
Status store_get_setting(Store *store, Str name, Arena *arena, Str *out, Err *err);
Status store_set_setting(Store *store, Str name, Str value, Err *err);

/* A random UUID (RFC 9562, version 4) into out, NUL-terminated. */
void store_uuid(const Random *random, char out[STORE_UUID_LEN + 1]);

/* Makes the device known and copies its name into arena. name is the configuration's, or empty: then one made at random at first use
 * and kept in the file. */
Status store_device(Store *store, Str name, Arena *arena, Str *out, Err *err);
/* Keeps the exact text of a form version for ever, its choices' codes and its view. A choice without a `code` of its own gets the number that
 * its name is, else the next that is free. Idempotent. STATUS_INPUT: form-changed (the text
 * differs from what is stored under the same form_id and version: raise the version); code-changed, code-taken (a choice's `code` would
 * give an older one another meaning). */
Status store_add_form(Store *store, const Form *form, Err *err);
/* Would store_add_form take it? Writes nothing. */
Status store_check_form(Store *store, const Form *form, Err *err);
/* Writes a response in one durable transaction: a new row, or its row again with what has changed. Its device and form version must be
 * known by then (store_device, store_add_form). RESPONSE_DISCARDED erases its answers, attachments and token from the file and the log
 * beside it, and its draft.
 *
 * A row is written again only for the same visit: uuid, device, form version, channel, trial and time as they were. A partial one may
 * become anything; a complete or discarded one may only be put once more as it is, its attachments too, for when the caller could not
 * tell whether it was written. Everything else is db-constraint: no response takes another's place. Of what is sealed only its size can
 * be compared: a final row stays as it is. */
Status store_put(Store *store, const Response *response, Err *err);
/* STATUS_INPUT, link-spent, from store_put: another complete response of the same form has this token. */

/* Many puts in one durable transaction: what is put between the two is on disk, all of it, when store_batch_end returns STATUS_OK. When
 * it fails, after a crash and when the store is closed before it, none of it is. A put that fails in between leaves the others as they
 * are, unless the disk failed: then all calls up to and with store_batch_end fail. */
Status store_batch_begin(Store *store, Err *err);
Status store_batch_end(Store *store, Err *err);
/* Ends a batch whose parts belong together: with another status than STATUS_OK none of it is written, and that status is returned. */
Status store_batch_end_if(Store *store, Status status, Err *err);
/* What is put from here to the batch's end comes from one hand, as robots' answers do, which knows all of it and its order: it is sealed with
 * one pair of keys, and no response changes places. Faster; never for visitors. */
void store_batch_of_one_hand(Store *store);
/* Between two visits: wipes from this process's memory what SQLite has of the responses that were put, and what could open a sealed one.
 * False: not all of it, as the database
 * cannot be locked; to be tried again. */
bool store_forget(Store *store);
/* A coarse event of a known device: kind is "start", "stop", "idle", "fault", "pause", "backup", "purge" or "close-round", detail may be empty, day is an ISO date. Never an
 * answer. */
Status store_log(Store *store, Str device, Str kind, Str detail, Str day, Err *err);

typedef struct StoreForm {
  Str form_id, version, source; /* source: the form's exact text */
} StoreForm;

/* All form versions into arena, ordered by form_id and version (numbers as numbers). */
Status store_forms(Store *store, Arena *arena, const StoreForm **out, size_t *count, Err *err);

typedef struct StoreNames { /* borrowed; none: any. The empty name is that of what has none */
  const Str *items;
  size_t count;
} StoreNames;

/* Which responses of a form, discarded ones never; all zero: those that count. */
typedef struct StoreFilter {
  bool trials;       /* trials too */
  unsigned statuses; /* bits 1u << ResponseStatus; 0: partial and complete */
  Str from, to;      /* ISO dates: visits that began on one of the days from .. to, both included; empty: no bound */
  StoreNames rounds, events, places, channels, devices;
} StoreFilter;

/* Calls visit for each response of a form that the filter lets through (NULL: those that count), in the order of their random
 * keys; stops when it returns false, which is no failure. The row is borrowed for the call; visit may not use the store. */
Status store_each(Store *store, Str form_id, const StoreFilter *filter, bool (*visit)(void *context, const Response *row),
                  void *context, Err *err);

/* The same for their attachments, in the order of the responses' keys and then of their names. */
Status store_each_attachment(Store *store, Str form_id, const StoreFilter *filter,
                             bool (*visit)(void *context, Str uuid, const StoreAttachment *attachment), void *context, Err *err);

typedef struct StoreCount {
  size_t rows;                    /* that store_each would visit */
  size_t sealed;                  /* of them */
  char seal_key[SEAL_ID_LEN + 1]; /* of the first of those; or empty */
  char newest[STORE_DAY_LEN + 1]; /* the day, an ISO date, on which the last of them began; or empty */
} StoreCount;

/* Without reading any answer, even where they lie. */
Status store_count(Store *store, Str form_id, const StoreFilter *filter, StoreCount *out, Err *err);

typedef struct StorePlace { /* texts in the arena; what a response does not say is empty */
  Str event, place;
} StorePlace;

/* Each event and place that responses have together, once. Goes through all of them; also read-only. */
Status store_places(Store *store, Arena *arena, const StorePlace **out, size_t *count, Err *err);

typedef struct StoreChoiceCode {
  Str list, choice;
  int64_t code; /* stable: for SPSS and Stata */
} StoreChoiceCode;

/* All of a form's, of every version, into arena, ordered by list and code. */
Status store_choice_codes(Store *store, Str form_id, Arena *arena, const StoreChoiceCode **out, size_t *count, Err *err);

/* --- Visits that wait (store/draft.c) --- */

extern const char store_uuid_none[STORE_UUID_LEN + 1]; /* no response's */

/* A visit between a phone's requests, or between the kiosk and the phone it goes on. No part of any export, merge or backup's promise. */
typedef struct StoreDraft {
  Str id;   /* 64 hexadecimal digits; says nothing about who may open it */
  Str uuid; /* of its response, which may not have been put yet; store_uuid_none: it has ended, and which it is is told no more */
  Str form_id, form_version;
  int64_t until_min; /* minutes since 1970 (wall time) at which it is swept away */
  Str state;         /* closed by a secret that the database does not know */
} StoreDraft;

/* Durable, as store_put; takes the place of one with the same id. Within store_batch_begin and store_batch_end with its response. */
Status store_put_draft(Store *store, const StoreDraft *draft, Err *err);
/* Into arena; out->id is empty when there is none. */
Status store_get_draft(Store *store, Str id, Arena *arena, StoreDraft *out, Err *err);
Status store_delete_draft(Store *store, Str id, Err *err); /* there may be none. Nothing of it is left in the file */
/* Deletes those whose time has come; gone (in arena) says which they were, without their state. Outside of a batch it also overwrites what
 * drafts left in file and log, a slice of the file with each call: so it is called now and then, as once a minute, for as long as the
 * database is open. store_close does the rest. */
Status store_sweep_drafts(Store *store, int64_t now_min, Arena *arena, const StoreDraft **gone, size_t *count, Err *err);
/* Sweeps, and discards what visits that were swept left behind, where their form version says so; to be called in store_sweep_drafts' place.
 * Goes in steps, as store_purge does; not within a batch. */
Status store_rest_drafts(Store *store, int64_t now_min, Err *err);
/* How many wait, those whose time has come too. Without reading what they hold: cheap enough to be asked when a visit begins. */
Status store_count_drafts(Store *store, size_t *out, Err *err);
/* Deletes visits in which nothing was answered, so that no response is there, most of them at most: those whose time comes first before the
 * others. Goes through all that wait: not to be asked with each request. */
Status store_drop_empty_drafts(Store *store, size_t most, size_t *dropped, Err *err);
/* A partial response is another device's and channel's from now on: the visit goes on there. db-constraint: there is none. */
Status store_adopt(Store *store, Str uuid, Str device, Str channel, Err *err);
/* Does a process, this one or another, hold the file in this role now? False of a store that is open for reading only. */
bool store_is_claimed(const Store *store, StoreRole role);

/* --- Rounds and what joins their waves (store/round.c, link.c, pair.c) --- */

enum { STORE_ROUND_KEY_BYTES = 32 };

typedef struct StoreRound {
  Str name;                                 /* may be empty: that of who has none */
  Str opened, closed;                       /* ISO dates; closed empty: it is open */
  unsigned char key[STORE_ROUND_KEY_BYTES]; /* link.h's; zeros when closed: it was destroyed */
  size_t links;                             /* responses that it joins */
} StoreRound;

/* A round, made with a new random key when there is none. STATUS_INPUT, round-closed: *out is it all the same. */
Status store_round(Store *store, Str name, Str day, Arena *arena, StoreRound *out, Err *err);
Status store_rounds(Store *store, Arena *arena, const StoreRound **out, size_t *count, Err *err); /* by name; also read-only */
/* The same without looking how many links there are: for who answers a request. links is 0. */
Status store_rounds_uncounted(Store *store, Arena *arena, const StoreRound **out, size_t *count, Err *err);
/* Gives a round the key it has elsewhere. STATUS_INPUT: round-key (it has another one), round-closed. */
Status store_give_round_key(Store *store, Str name, const unsigned char key[STORE_ROUND_KEY_BYTES], Str day, Err *err);
/* Destroys the round's key and all its links, in the file and its log, and logs that it was done; *links is how many responses were
 * joined by it. From then on nothing tells which responses belong together, and none can be added. device may be empty: one that the file
 * knows. Goes in steps, as store_purge does; what a kill or db-busy leaves is done by the next call. STATUS_INPUT: round-unknown,
 * round-closed. */
Status store_close_round(Store *store, Str name, Str device, Str day, size_t *links, Err *err);
/* Has a complete response of this form used this token? Of one that was purged nothing is kept, nor that it did: until its round is closed
 * the token is good again. */
Status store_link_is_spent(Store *store, Str form_id, Str hash, bool *out, Err *err);
/* The same of any complete response, a trial's too: those spend nothing. */
Status store_link_was_tried(Store *store, Str form_id, Str hash, bool *out, Err *err);

typedef enum StoreMatch { STORE_MATCH_NONE, STORE_MATCH_WHOLE, STORE_MATCH_NEAR } StoreMatch;

/* As store_each, with each response of first_form the one of second_form that is joined with it, or NULL: by the same token, by the same code,
 * or, with near, by a code of which one element differs. Codes that more than one response on either side has join nothing. Of second_form
 * only the filter's trials and statuses count: who came in autumn is joined with whoever answered in winter. Sealed codes need
 * store_use_keys. */
Status store_each_pair(Store *store, Str first_form, Str second_form, const StoreFilter *filter, bool near,
                       bool (*visit)(void *context, const Response *first, const Response *second, StoreMatch match), void *context,
                       Err *err);

typedef struct StoreMatching {        /* how well two waves are joined; numbers of responses that count */
  size_t first, second;               /* all */
  size_t first_linked, second_linked; /* with a token or code */
  size_t unopened;                    /* of these: their code is sealed, and no key of store_use_keys opened it */
  size_t whole, near;                 /* pairs; near: one element differs, and no other is as near */
  size_t ambiguous;                   /* of second: somebody's code is theirs, or near, but so is another's */
} StoreMatching;

/* round: of one round only, which may be the empty name; NULL: of all. Also of a store that is open for reading only. */
Status store_matching(Store *store, Str first_form, Str second_form, const Str *round, StoreMatching *out, Err *err);

/* --- The ledger: the proof that nothing was lost (store/ledger.c) --- */

/* A completed response that is no trial waits until there are as many of its form as the form's min_group; then all that wait are numbered
 * in a random order, so that a number says nothing about who came when. Each entry is a BLAKE2b of a salted digest of the response and of
 * the entry before. Numbers run per device. */
typedef struct LedgerReport { /* of one device; texts in the arena given */
  Str device;
  int64_t first, last; /* numbers in this file; last < first: none yet */
  size_t whole;        /* entries whose response is as it was */
  size_t purged;       /* entries whose response was deleted on time, as the purge log says */
  size_t waiting;      /* complete, not numbered yet, and as they were */
  size_t partial, trial;
  size_t missing; /* promised, and not there */
  size_t faults;  /* all that is wrong, the missing ones too */
  Str head;       /* fingerprint of the last entry, hexadecimal in groups: to be written down elsewhere */
} LedgerReport;

/* Recomputes everything, also beside a running kiosk, in one read transaction. fault gets one sentence for each thing that is wrong: which
 * device, number or response, and what; NULL: nobody. What is wrong with the file as a whole counts with each device. Needs no key.
 * STATUS_OK whatever was found. */
Status store_verify(Store *store, Arena *arena, void (*fault)(void *context, Str sentence), void *context, const LedgerReport **out,
                    size_t *count, Err *err);
/* As LedgerReport.head, of any number of a device: to be compared with what was written down. Empty: there is no such entry. */
Status store_fingerprint(Store *store, Str device, int64_t number, Arena *arena, Str *out, Err *err);

/* --- Care: what keeps a database whole and small --- */

typedef struct StoreReplacement {
  Str aside;    /* where the damaged file is now; in the arena given */
  bool goes_on; /* the numbering goes on where it was; false: it could not be read, and begins at a round number beyond */
  int64_t next_number;
} StoreReplacement;

/* After db-corrupt: moves the damaged file, unchanged, with its log beside it, to a dated name in its folder, while nobody has it open
 * (db-in-use else), and opens a new one in its place that goes on with the devices' numbering: from the damaged file where it can still
 * be read, else from backup (a path, or NULL). day is an ISO date. A crash in between leaves the damaged file under one of both names and
 * nothing half made. */
Status store_replace_damaged(const char *path, const char *backup, Str day, const Random *random, Arena *arena,
                             StoreReplacement *report, Store **out, Err *err);

typedef struct StoreRecovery {
  size_t responses, attachments, forms; /* got out */
  size_t damaged;                       /* found, and not whole enough to be taken */
  size_t lost;                          /* that the ledger counts, and that were not found */
} StoreRecovery;

/* Reads what can still be read of a damaged file, or of a log that lost its file, which are not written to, into a new database at to.
 * lost gets a sentence for each thing that could not be got. STATUS_INPUT: out-exists; nothing-found, and then none is made. */
Status store_recover(const char *damaged, const char *to, const Random *random, void (*lost)(void *context, Str sentence),
                     void *context, StoreRecovery *report, Err *err);

/* A copy at to, by SQLite's backup interface, also beside a running kiosk: written beside, checked, then renamed over what was there.
 * A copy that stands there and is no earlier state of this database, which may have been lost or set aside since, is renamed to NAME.kept-1
 * and logged. STATUS_WORLD: backup-path, backup-full, backup-damaged, or a code of store_open for the source. */
Status store_backup(const char *path, const char *to, Err *err);

typedef struct PurgeCount {
  Str form_id;
  size_t responses;  /* deleted whole */
  size_t free_texts; /* of whose answers only what is in the visitor's own words went, attachments too */
  size_t unread;     /* left as they are: this program cannot read their form version, and so not what it promised */
  bool promised;     /* does any version of the form say when its answers are deleted? */
} PurgeCount;

/* Deletes what is due on a day (ISO date) by the retention that each response's own form version promised. Nothing of it is left in the
 * file or its log; entries in the ledger stay, and the counts are kept. dry: only counts, also with store_open_readonly. Forms' texts
 * stay. out has all forms, by form_id, in the arena. Goes in steps, so that another program's writing waits for one of them at most. What
 * a failure leaves undone is done by the next call; db-busy can also mean that all is deleted, but not overwritten yet, because somebody
 * reads. */
Status store_purge(Store *store, Str day, bool dry, Arena *arena, const PurgeCount **out, size_t *count, Err *err);

typedef struct StoreFacts {            /* of one device, for its staff; never an answer */
  size_t complete, partial, discarded; /* visits that began on the day, without trials */
  int64_t numbered;                    /* last number of the ledger, 0: none yet */
  size_t waiting;
  Str head; /* as LedgerReport's; empty: none yet */
} StoreFacts;

Status store_facts(Store *store, Str device, Str day, Arena *arena, StoreFacts *out, Err *err);

/* --- Merging: the databases of several kiosks as one --- */

enum { STORE_FILES_EACH = 3 }; /* a database, its log and the index of that */

typedef struct MergeReport { /* of all sources together */
  size_t added;              /* responses that were not there */
  size_t advanced;           /* that were there in an earlier state */
  size_t known;              /* that were there as they are */
  size_t removed;            /* from which went, in whole or their words, what a source says was deleted on time */
  size_t conflicts;          /* things that were left as they are, each with a sentence */
  size_t forms, devices;     /* form versions and devices that were not there */
  bool is_done;              /* false: all is as it was */
} MergeReport;

/* What store_merge tells; each may be NULL. */
typedef struct MergeWatch {
  void (*conflict)(void *context, Str sentence);              /* what disagrees, where, and what became of it */
  void (*note)(void *context, Str sentence);                  /* what is good to know, when it is done and changed something */
  void (*progress)(void *context, size_t done, size_t total); /* responses */
  bool (*goes_on)(void *context); /* asked now and then; false: nothing is merged, STATUS_WORLD, merge-stopped */
  void *context;
  Str today; /* ISO date: a purge of a later day has not been, and deletes nothing; empty: any day may have been */
} MergeWatch;

/* Brings the responses of all sources into the database at path, which is made when there is none, by their UUIDs: forms' versions, codes,
 * devices, ledgers, attachments and what was purged come along, sealed and plain as they are; a later state of the same response or
 * ledger replaces an earlier one, and what any of them says was deleted on time is gone, unless it is wrong about that: its log of purges
 * has a day that is yet to come, or what is gone still stands beside it, or its ledger has more entries emptied than that log accounts for.
 * Whole or not at all. Merging the same again changes nothing, and neither the order of the sources matters nor in how many calls they
 * come. What disagrees is a conflict: it is told, and nobody's version is guessed to be the right one. Choices have the codes that
 * store_add_form would give them, version after version, the oldest first: where a database had others, a note says so.
 * Sources are only read, also beside a running kiosk, and all of them are
 * open at a time: up to STORE_FILES_EACH files for each. Failures: as store_open's and store_open_readonly's, naming the file; STATUS_INPUT,
 * merge-itself; STATUS_WORLD, db-in-use (a kiosk or server runs on the one at path, or just made it); db-busy can also mean that all is
 * merged, but what was deleted is not overwritten yet: the next call does it. */
Status store_merge(const char *path, const char *const *sources, size_t count, const Random *random, const MergeWatch *watch,
                   MergeReport *report, Err *err);

/* --- Answers as they are stored --- */

typedef struct Answer {
  Str path;
  Value value; /* VALUE_EMPTY with no json: asked and passed over */
  Str written; /* the value as it stands in the JSON; borrowed */
  Str json; /* a repeat: its array of objects, or whatever else is neither scalar nor a list of texts, as it is written; borrowed */
} Answer;

/* Reads an answers object, path to value in their order, into arena; texts are borrowed from json where they have no escape in it.
 * False when it is no such JSON, in whatever depth. An object that Answer.json is can be read likewise. */
bool answers_parse(Arena *arena, Str json, const Answer **out, size_t *count);

typedef struct AnswersReader { /* the same, one after the other: begins as {arena, json} */
  Arena *arena;
  Str json;
  size_t at;
  bool whole; /* the end was reached, and nothing was wrong with it */
} AnswersReader;

/* likely: the path of a form that probably comes next, or empty; where it does, reading is quicker, and Answer.path is that very text.
 * False: there is none, or the rest cannot be read. */
bool answers_next(AnswersReader *reader, Str likely, Answer *out);

/* What an answers object of a form may have as a key: the path of a question, or of a repeat that stands in no other; not of a code's
 * element, of which only a hash is kept. */
typedef struct AnswerKey {
  Str path;        /* borrowed from the form */
  int question_ix; /* -1: a repeat, whose value is an array of objects */
} AnswerKey;

/* All of them in the form's order, into arena. */
size_t answers_keys(Arena *arena, const Form *form, const AnswerKey **out);

#endif
