/* connection: what the parts of the store share: the open file, its prepared statements, its messages. */
#ifndef CONNECTION_H
#define CONNECTION_H

#include "log_mark.h"
#include "sealed.h"
#include "split.h"
#include "store.h"

#include <sqlite3.h>
#include <sys/types.h>

typedef enum StatementId {
  STATEMENT_PUT,
  STATEMENT_PUT_TOKEN,
  STATEMENT_COVER_BEGIN,
  STATEMENT_COVER_UNDO,
  STATEMENT_COVER_END,
  STATEMENT_BEGIN,
  STATEMENT_COMMIT,
  STATEMENT_PUT_ATTACHMENT,
  STATEMENT_DROP_ATTACHMENTS,
  STATEMENT_LOG,
  STATEMENT_ADD_DEVICE,
  STATEMENT_GET_SETTING,
  STATEMENT_SET_SETTING,
  STATEMENT_LEDGER_RESPONSE,
  STATEMENT_LEDGER_ATTACHMENTS,
  STATEMENT_LEDGER_WAIT,
  STATEMENT_LEDGER_COMPLETED,
  STATEMENT_LEDGER_COUNT_WAITING,
  STATEMENT_LEDGER_APPEND,
  STATEMENT_LEDGER_EMPTY_WAITING,
  STATEMENT_MINGLE_BEGIN,
  STATEMENT_MINGLE_UNDO,
  STATEMENT_MINGLE_END,
  STATEMENT_MINGLE_KEEP,
  STATEMENT_MINGLE_KEEP_ATTACHMENTS,
  STATEMENT_MINGLE_DELETE,
  STATEMENT_MINGLE_PUT,
  STATEMENT_MINGLE_PUT_ATTACHMENT,
  STATEMENT_MINGLE_KEEP_LINKS,
  STATEMENT_MINGLE_PUT_LINK,
  STATEMENT_PUT_LINK,
  STATEMENT_DROP_LINKS,
  STATEMENT_LINK_SPENT,
  STATEMENT_GET_ROUND,
  STATEMENT_PUT_DRAFT,
  STATEMENT_GET_DRAFT,
  STATEMENT_DELETE_DRAFT,
  STATEMENT_DROP_DRAFTS,
  STATEMENT_COUNT
} StatementId;

typedef enum Presence {
  PRESENCE_WHOLE,
  PRESENCE_FILE_GONE,   /* the path of the database leads nowhere or to another file than the open one */
  PRESENCE_LOG_GONE,    /* likewise the log's */
  PRESENCE_OVERWRITTEN, /* the file itself has other content now */
} Presence;

typedef struct KnownForm {
  const struct KnownForm *next;
  FormRule rule;
} KnownForm;

struct Store {
  sqlite3 *db;
  Random random;
  bool writable;
  bool in_batch;     /* between store_batch_begin and its end */
  bool of_one_hand;  /* what is put in this batch */
  Presence presence; /* as last seen; what is gone stays gone: much may have happened to the files since */
  bool log_noted;    /* is the log's identity known? */
  dev_t log_device;
  ino_t log_inode;
  LogWatch watch;
  bool damaged;               /* db-corrupt was found while writing: nothing is written any more, not even at the end */
  int lock_file;              /* of lock.h: opened before db and closed after it, or LOCK_NO_FILE */
  bool log_tells;             /* the log has in which order what was mingled came */
  bool log_is_long;           /* it is time to fold the log into the file */
  bool erase_due;             /* erased text may still stand in the file or the log: cleaning up was not possible yet */
  bool draft_left;            /* likewise what drafts were, which has time until the store is at rest */
  sqlite3_int64 rest_page_ix; /* how far that has come */
  unsigned roles;             /* bits 1u << StoreRole that store_claim took */
  sqlite3_stmt *statements[STATEMENT_COUNT]; /* prepared at first use, finalized by store_close */
  Arena *form_arena;                         /* what is known of forms */
  const KnownForm *forms;
  const struct KnownText *texts;        /* of form_digest.h */
  Arena *scratch;                       /* answers on their way in or out; locked, and wiped after each row */
  bool seals;                           /* store_seal_with was given a key: */
  Sealer *sealer;                       /* for this one */
  char sealed_uuid[STORE_UUID_LEN + 1]; /* the visit that its pair of keys is for */
  char seal_id[SEAL_ID_LEN + 1];
  SealedKeys keys;
};

enum { STORE_BUSY_TIMEOUT_MS = 2000 };

/* --- fault.c --- */

/* Sets err from what SQLite last said of this connection. doing is the verb of the sentence: "write to". */
Status store_fail(const Store *store, const char *doing, Err *err);
/* Sets err to db-corrupt; what says what was found. */
Status fault_damaged(const char *path, const char *doing, Str what, Err *err);
bool fault_is_damage(const Err *err); /* NULL: no */

/* --- connect.c --- */

/* name: path_plain's or a URI. store->db is there to be closed, whatever came of it. */
Status connection_open(Store *store, Str name, int flags, Err *err);
/* For reading, without leaving a trace at path. */
Status connection_open_unchanged(Store *store, Arena *arena, const char *path, Err *err);
/* What every connection is set to. */
Status connection_configure(const Store *store, Err *err);
/* For reading, also beside a running kiosk. */
Status connection_open_to_read(Store *store, Arena *arena, const char *path, Err *err);
/* Closing leaves the log as it is. */
void connection_keep_log(const Store *store);
void connection_close(Store *store);

/* --- identity.c --- */

typedef enum IdentityUse {
  IDENTITY_WRITE, /* a blank file and an older one will do, a damaged one will not: a small file is looked through */
  IDENTITY_READ,
  IDENTITY_COPY, /* an older one will do */
} IdentityUse;

/* Is it ours, and fit for that? It is left as it is. */
Status identity_check(Arena *arena, const char *path, IdentityUse use, Err *err);

/* --- statement.c --- */

/* A statement kept for the store's life, ready to be bound; NULL with err set when it cannot be prepared. */
sqlite3_stmt *statement_kept(Store *store, StatementId id, Err *err);
/* One for a single use; the caller finalizes. */
sqlite3_stmt *statement_once(const Store *store, const char *sql, Err *err);
/* Runs one that gives no rows, then resets it and lets go of what was bound. */
Status statement_run(const Store *store, sqlite3_stmt *statement, Err *err);
/* The same for a kept one without anything to be bound. */
Status statement_run_kept(Store *store, StatementId id, Err *err);
/* Resets and lets go of what was bound. */
void statement_release(sqlite3_stmt *statement);
/* Calls visit for each row of a statement, until it returns false, and finalizes it. */
Status statement_walk(const Store *store, sqlite3_stmt *statement, bool (*visit)(void *context, sqlite3_stmt *row), void *context,
                      Err *err);
/* Borrows text until the statement is run or released. */
void bind_text(sqlite3_stmt *statement, int place, Str text);
void bind_text_or_null(sqlite3_stmt *statement, int place, Str text);  /* empty: NULL */
void bind_blob_or_null(sqlite3_stmt *statement, int place, Str bytes); /* without ptr: NULL */
Str column_view(sqlite3_stmt *statement, int column);                  /* borrowed until the next step; NULL gives the empty text */
Str column_blob_view(sqlite3_stmt *statement, int column);             /* likewise */

Status store_execute(const Store *store, const char *sql, Err *err);

/* --- transaction.c --- */

Status transaction_begin(Store *store, Err *err);
/* Commits if status is STATUS_OK, else rolls back; returns what came of it. STATUS_OK: it is in the file at the path, or in a batch,
 * will be at its end. */
Status transaction_end(Store *store, Status status, Err *err);

/* --- presence.c: is the open file still the one at the path? --- */

/* Remembers which file the log is, once there is one. */
void presence_note_log(Store *store);
/* db-moved, from the first time on that the file or its log is seen to be gone. */
Status presence_check(Store *store, Err *err);
/* Then: folds the log into the open file, if no reader holds it, and leaves what stands at the paths alone from now on. */
void presence_let_go(const Store *store);

/* --- replace.c --- */

/* Where numbers begin of a device that is not known yet, after a file that could not be read. */
#define NUMBERS_FROM_SETTING "numbers_from"

/* Was a damaged file being set aside when the power went? Then store_replace_damaged has to go on with it. */
bool replace_is_under_way(Arena *arena, const char *path);

/* --- log_mark.c --- */

/* May the log beside the file be laid over it? True also when that cannot be told. False only after several looks. */
bool log_mark_fits(const char *path);
/* Moves a log that does not belong to the file away, while nobody has it open: then looks again, and leaves one that does belong to it.
 * db-wal-other when that cannot be done. */
Status log_mark_part(Arena *arena, const char *path, Err *err);
Status log_mark_refuse(Arena *arena, const char *path, Err *err); /* db-wal-other */
/* Gives a copy a mark of its own: no log that is left somewhere belongs to it. */
Status log_mark_copy(const Store *copy, Err *err);
/* When a file was opened for writing, and has a log. */
Status log_mark_open(Store *store, Err *err);
/* After a transaction: marks a log that began anew. */
void log_mark_keep(Store *store);
/* Was the open file written to by somebody who knows nothing of its log? */
bool log_mark_is_overwritten(Store *store);

/* --- write.c --- */

/* SQLite's hook after each commit, instead of the one that folds a long log in at once. */
int write_note_log(void *context, sqlite3 *db, const char *name, int page_count);
/* After a transaction: nothing erased stays in the files, nothing of its order in the log, nothing of it on the stack. */
void write_clean_up(Store *store);
/* Within a transaction: the buffer in which SQLite put its last rows together has none of them any more. */
Status write_cover_row_buffer(Store *store, Err *err);

/* A response that is final, or of another visit, has the same key. */
Status write_refuse(const Store *store, Err *err);
/* store_device and store_log, within a transaction. */
Status write_known_device(Store *store, Str name, Arena *arena, Str *out, Err *err);
Status write_event(Store *store, Str device, Str kind, Str detail, Str day, Err *err);

/* --- link.c, draft.c: parts of store_put, run within its transaction --- */

/* Of a complete response. The row must be there. */
Status links_put(Store *store, const Response *response, Err *err);
Status links_drop(Store *store, Str uuid, Err *err);
/* Are those of a final row as they are put once more? */
Status links_compare(Store *store, const Response *response, Err *err);
/* Those of a response. */
Status drafts_drop(Store *store, Str uuid, Err *err);
/* Is the time of any over? Mostly none's is, and then nobody is kept from writing. */
Status drafts_are_due(const Store *store, int64_t now_min, bool *any, Err *err);
/* A part of a transaction: deletes those whose time is over, most of them at most; -1: all. gone as in store_sweep_drafts. */
Status drafts_sweep(Store *store, int64_t now_min, int64_t most, Arena *arena, const StoreDraft **gone, size_t *count, Err *err);

/* --- round.c --- */

/* Reads a round's row into arena; *found: is there one? */
Status round_find(Store *store, Str name, Arena *arena, StoreRound *out, bool *found, Err *err);

/* --- attachment.c: parts of store_put, run within its transaction --- */

/* The row must be there. */
Status attachments_put(Store *store, const Response *response, Err *err);
Status attachments_drop(Store *store, Str uuid, Err *err);
/* Are those of a final row as they are put once more? */
Status attachments_compare(Store *store, const Response *response, Err *err);

/* --- sealed.c --- */

/* seal-missing, when the file has to be sealed and there is no key to do it with. */
Status sealed_check(Store *store, Err *err);
/* What is put, sealed, in the store's scratch arena. */
Str sealed_close(Store *store, Str uuid, const char *what, Str plain);
Str sealed_close_attachment(Store *store, Str uuid, Str name, Str plain);

/* --- path.c --- */

typedef enum PathState {
  PATH_ABSENT, /* or of no length, or half made when the power went: to be made */
  PATH_FILLED, /* a SQLite file, by its first bytes */
} PathState;

/* Looks at what is there without touching it. */
Status path_examine(Arena *arena, const char *path, PathState *state, Err *err);
Status path_must_exist(const char *path, PathState state, Err *err);
/* A name SQLite cannot take for one of its special ones (":memory:", "file:..."). */
Str path_plain(Arena *arena, const char *path);
/* The same as a URI that promises SQLite that nobody writes. */
Str path_immutable_uri(Arena *arena, const char *path);
Str path_folder(Arena *arena, const char *path);
Str path_target(Arena *arena, Str path); /* where links lead, whether or not anything is there */
Str path_log(Arena *arena, const char *path);
bool path_sync(const char *path);                  /* a file or folder is on the disk; false: errno */
void path_remove(Arena *arena, const char *path);  /* a database that nobody has open, with all that is beside it */
bool path_has_wal(Arena *arena, const char *path); /* one with content */
/* Does any log stand there, even an empty one? Whoever closes last takes it away; a kill leaves it. */
bool path_was_left_open(Arena *arena, const char *path);
/* SQLite deletes the log of a database that it makes anew, and with it the answers that stand in no other place. */
Status path_check_no_wal_alone(Arena *arena, const char *path, Err *err);
Status path_check_writable(Arena *arena, const char *path, Err *err);
/* Makes an empty file that others on the machine cannot read. */
Status path_make(Arena *arena, const char *path, Err *err);

/* --- recognize.c --- */

/* Was this file, which is none of SQLite's by its first bytes, a database of ours once? */
bool recognize(Arena *arena, const char *path);

/* --- schema.c --- */

enum { SCHEMA_APPLICATION_ID = 0x496E6E73 }; /* "Inns" */

int schema_version(void); /* the one this program writes */
/* Brings the file from whatever version it has to schema_version(), in one transaction. */
Status schema_migrate(Store *store, Err *err);
Status schema_migrate_to(Store *store, int version, Err *err); /* an older version, to fill it with what was stored then */
Status schema_make(Store *store, Err *err);                    /* in a blank database, without a transaction */
/* The first column of the first row of a pragma or query. */
Status schema_number(const Store *store, const char *sql, int64_t *out, Err *err);

/* --- memory.c --- */

/* From now on SQLite overwrites memory before giving it back. Does nothing once SQLite is in use in the process. */
void memory_make_sqlite_wipe(void);

/* --- scrub.c --- */

#define SCRUB_DUE_SETTING "erase_due"

/* Leaves nothing of erased rows in the file or the log. False: not now, because another program is reading or the disk failed. */
bool scrub_erased(Store *store);
/* Part of a transaction that erases: from now on, also after a kill, scrub_what_is_due has something to do. */
Status scrub_note_due(const Store *store, Err *err);
/* The same a little at a time, for what drafts left, so that nobody waits for it: each call goes on where the last one ended. */
void scrub_at_rest(Store *store);
/* scrub_erased, if anything is due, and more patient; db-busy when it could not be done now. */
Status scrub_what_is_due(Store *store, Err *err);

/* --- form_version.c --- */

/* What is to be known of a form version: from store_add_form, else from its stored text. *out is NULL when that is not there or cannot be
 * read by this version. Lives as long as the store. */
Status form_rule_find(Store *store, Str form_id, Str version, const FormRule **out, Err *err);
/* The stored text read as a form in arena, or NULL. */
Status form_version_read(Store *store, Arena *arena, Str form_id, Str version, const Form **out, Err *err);

/* --- ledger.c: parts of the transaction that completes a response --- */

/* A response that has become complete, and is no trial, waits to be numbered. Its row and attachments are as they will stay. */
Status ledger_wait(Store *store, Str uuid, Str device, Str form_id, Err *err);
/* Numbers all that wait, if they are as many as their form's min_group. */
Status ledger_number_waiting(Store *store, Str device, Str form_id, Err *err);
/* LedgerReport.head of a hash in ledger or device, 32 bytes. */
Str ledger_fingerprint(Arena *arena, const void *hash);

/* --- mingle.c: a part of the same transaction --- */

/* Gives responses, with their attachments and links, each other's places in the file. They come in an order that has to do neither with their keys
 * nor with when they came; nothing refers to them but those. */
Status mingle(Store *store, const Str *uuids, size_t count, Err *err);

/* --- migration.c --- */

/* Brings what is stored to schema 2, within the migration's transaction: answers split, views made anew, complete responses
 * numbered or waiting. */
Status migration_to_2(Store *store, Err *err);

/* --- choice_code.c, view.c: parts of store_add_form; run within its transaction --- */

Status choice_codes_add(const Store *store, const Form *form, Err *err);
/* Would it be taken? Writes nothing. */
Status choice_codes_check(const Store *store, const Form *form, Err *err);
Status view_make(const Store *store, const Form *form, Err *err);
/* Takes a form version's views away. */
Status view_drop(const Store *store, const Form *form, Err *err);

#endif
