/* merge: what store_merge is made of.
 *
 * Every database that takes part, the one merged into among them, is read over a connection of its own and in one state; all are gone through
 * at once in the order of their keys, so that neither memory nor time depends on how many there are. What comes of a key is decided from all
 * that have it, whatever order they were named in, and written over one more connection. */
#ifndef MERGE_H
#define MERGE_H

#include "connection.h"
#include "ledger_digest.h"

struct MergeDevice;
struct MergeVersion;

typedef struct MergeDb {
  const char *path; /* as it was named */
  size_t ix;        /* 0: the one merged into */
  Store *store;     /* NULL: the one merged into is not there yet */
  bool has_attachments, has_links;
  struct MergeChain *latest_chain; /* what was looked for last: mostly the next one too */
  const struct MergeVersion *latest_version;
} MergeDb;

/* --- What is known of a device --- */

typedef struct MergeChain { /* a device as one database has it */
  MergeDb *db;
  struct MergeDevice *device;
  bool left_out;       /* it disagrees with another */
  bool is_against_old; /* with the one of the database merged into */
  bool is_told;
  int64_t first, last, completed;
  bool has_before, has_head;
  Digest before, head;
  int64_t bare, wordless, waiting;              /* in the ledger and among what waits */
  int64_t logged, logged_waiting, logged_words; /* in the log of purges */
  bool is_ahead;                                /* that log has a day that is yet to come */
  bool doubt_is_told;
  int64_t settled, settled_words; /* of what is bare or wordless without being accounted for: what others have, or account for */
  struct MergeChain *next;        /* of the device, in the order of the databases */
} MergeChain;

typedef struct MergeDue { /* what the log of purges of one database tells: what was due on this day is gone */
  const MergeDb *db;
  Str form_id;
  bool is_words;
  Str day;
  struct MergeDue *next;
} MergeDue;

typedef struct MergeReach { /* of the purges of a device into one form version: what is older than these times is gone */
  const struct MergeVersion *version;
  const MergeDb *db; /* that tells; NULL: the latest that any tells */
  Str whole, words;  /* empty: none */
  const struct MergeReach *each;
  struct MergeReach *next;
} MergeReach;

typedef struct MergeDevice {
  Str name;
  MergeChain *chains;
  MergeDue *dues;
  MergeReach *reaches;
  bool *disputed; /* of every two databases by their ix; NULL: all agree so far */
  /* As it will be: */
  int64_t first, last;
  int64_t bare_count, wordless_count, waiting_count;
  int64_t dropped_count; /* that waited, and were due by what a log of purges tells */
} MergeDevice;

/* --- What is known of a form version --- */

typedef struct MergeText { /* of a form version, as one database has it */
  MergeDb *db;
  Digest digest;
  bool left_out; /* another text stands under the same name elsewhere */
  struct MergeText *next;
} MergeText;

typedef struct MergeVersion {
  Str form_id, version;
  Str source; /* the text that is taken */
  MergeText *texts;
  bool is_taken, is_new;
  bool is_readable; /* by this program; then: */
  int min_group;
  Retention keep_responses, keep_free_text;
  struct MergeVersion *next;
} MergeVersion;

/* --- The merge --- */

typedef struct MergeWaiting { /* of all databases that agree; one for each response */
  Str uuid, form_id;
  MergeDevice *device;
  Digest digest, text_digest;
  unsigned char salt[SALT_BYTES], text_salt[SALT_BYTES];
  bool has_text_salt;
  bool is_there;             /* the one of the database merged into */
  bool is_disputed;          /* databases vouch for different responses, or with different salts */
  bool is_numbered, is_gone; /* meanwhile, in another database */
} MergeWaiting;

typedef struct MergeMarks { /* responses, by a digest of their uuids: few bytes for each */
  unsigned char (*keys)[SALT_BYTES];
  size_t count, capacity;
} MergeMarks;

typedef struct MergeNote { /* is told when the merge is done, and changed something */
  Str sentence;
  struct MergeNote *next;
} MergeNote;

typedef struct Merge {
  Arena *arena; /* as long as the merge */
  const char *path;
  MergeDb *dbs; /* the first: what is merged into */
  size_t db_count;
  Store *target; /* what is written to */
  const MergeWatch *watch;
  MergeReport *report;
  MergeDevice **devices; /* by name */
  size_t device_count, device_capacity;
  MergeVersion *versions;
  MergeWaiting **waiting; /* by uuid */
  size_t waiting_count;
  MergeMarks gone, wordless; /* deleted, or without words, in the ledger of one database, while another has them still */
  MergeNote *notes;
  bool moves_codes;    /* of the database merged into */
  bool changes_rounds; /* likewise */
  bool erases;         /* something in the database merged into is gone now */
} Merge;

/* Tells what disagrees. */
void merge_conflict(Merge *merge, const char *format, ...) BASE_PRINTF(2, 3);
/* Keeps a sentence, which lives as long as the merge, to be told when that is done and changed something. */
void merge_note(Merge *merge, Str sentence);
/* A statement on the target, for what is done for many rows; the caller finalizes. */
sqlite3_stmt *merge_prepare(const Merge *merge, const char *sql, Err *err);
/* Binds a column as it is; borrowed until the row's next step. */
void merge_bind_column(sqlite3_stmt *statement, int place, sqlite3_stmt *row, int column);
/* Are the columns from..to-1 of both rows the same? */
bool merge_same_columns(sqlite3_stmt *a, sqlite3_stmt *b, int from, int to);
/* Calls visit for each row that a query gives in each database. */
Status merge_walk_each(Merge *merge, const char *sql, Status (*visit)(Merge *merge, MergeDb *db, sqlite3_stmt *row, Err *err),
                       Err *err);

/* --- merge_rows.c: the rows of all databases in the order of their keys --- */

typedef struct MergeCursor {
  MergeDb *db;
  sqlite3_stmt *row;
  Str key;
  int64_t number;
} MergeCursor;

typedef struct MergeRows {
  Merge *merge;
  bool has_number; /* is the second column a part of the key? */
  MergeCursor *cursors;
  size_t cursor_count;
  MergeCursor **heap;
  size_t heap_count;
  MergeCursor **group; /* those that stand on the same key now, in the order of the databases */
  size_t count;
  Buffer last_key;
  int64_t last_number;
  size_t groups; /* so far */
} MergeRows;

/* sql gives the key first, a text and maybe an integer, and its rows in that order. Closed by the caller whatever came of it. */
Status merge_rows_open(MergeRows *rows, Merge *merge, Arena *arena, const char *sql, bool has_number, Err *err);
/* To the next key; count is 0 behind the last. */
Status merge_rows_next(MergeRows *rows, Err *err);
void merge_rows_close(MergeRows *rows);

/* --- merge_target.c: where it is written --- */

typedef struct MergeTarget {
  Merge *merge;
  const Random *random;
  Arena *arena;
  const char *path; /* where links lead */
  const char *part; /* a new database is made there; NULL: there is one already */
  int part_lock;
  Store *store;
} MergeTarget;

/* Begins a transaction on merge->target, and opens merge->dbs[0] to read what there is. */
Status merge_target_open(MergeTarget *target, Merge *merge, const Random *random, Err *err);
/* Ends it: with status STATUS_OK all of it is on disk, else everything is as it was. Closes merge->dbs[0]. */
Status merge_target_close(MergeTarget *target, Status status, Err *err);

/* --- The passes, in their order; each is told by its file --- */

Status merge_versions(Merge *merge, Err *err);   /* merge_version.c */
Status merge_codes(Merge *merge, Err *err);      /* merge_code.c */
Status merge_chains(Merge *merge, Err *err);     /* merge_chain.c: which databases agree on a device? */
Status merge_purge_read(Merge *merge, Err *err); /* merge_purge.c */
Status merge_ledger(Merge *merge, Err *err);     /* merge_ledger.c */
Status merge_rounds(Merge *merge, Err *err);     /* merge_round.c */
Status merge_responses(Merge *merge, Err *err);  /* merge_response.c */
Status merge_tokens(Merge *merge, Err *err);     /* merge_round.c: was any spent twice? */
Status merge_mingle(Merge *merge, Err *err);     /* merge_mingle.c: no place tells what came earlier */
Status merge_events(Merge *merge, Err *err);     /* merge_event.c: and settings */
Status merge_purge_write(Merge *merge, Err *err);
Status merge_devices_write(Merge *merge, Err *err); /* merge_device_row.c: when everything else is known */

/* --- merge_version.c --- */

/* The version a database means by that name; NULL: it is left out. */
const MergeVersion *merge_version_of(const Merge *merge, MergeDb *db, Str form_id, Str version);

/* --- merge_device.c --- */

MergeDevice *merge_device(Merge *merge, Str name); /* made when it was not known */
/* What a database has of a device; NULL: a row names a device that it does not know. */
MergeChain *merge_chain_of(Merge *merge, MergeDb *db, Str device);
bool merge_takes_device(Merge *merge, MergeDb *db, Str device);
/* Does the log of purges not account for what a database has emptied of its ledger? Then that deletes nothing. NULL: it has no log. */
bool merge_doubts_bare(const MergeChain *chain);
bool merge_doubts_wordless(const MergeChain *chain); /* when what waits is counted */

/* --- merge_device_row.c --- */

/* How many a database has counted of a device's that are neither numbered, nor waiting, nor purged by now. */
int64_t merge_missing(const MergeDevice *device, int64_t purged_waiting);

/* --- merge_purge.c --- */

/* Was a response of a device deleted on time, or its words, by what any database tells? By database as well, in each: where it still
 * stands itself, that database's own log is wrong about it. */
const MergeReach *merge_reach(Merge *merge, MergeDevice *device, const MergeVersion *version);

/* --- merge_marks.c --- */

void merge_marks_add(Merge *merge, MergeMarks *marks, Str uuid);
void merge_marks_sort(MergeMarks *marks); /* before they are asked for */
bool merge_marks_have(const MergeMarks *marks, Str uuid);

/* --- merge_ledger.c --- */

MergeWaiting *merge_waiting_find(const Merge *merge, Str uuid); /* NULL: it waits nowhere */

/* --- merge_state.c: which state of a response is the one that counts --- */

typedef struct MergeState { /* of a response, as one database has it */
  MergeDb *db;
  sqlite3_stmt *row;       /* DIGEST_RESPONSE_COLUMNS */
  const MergeChain *chain; /* of its device; NULL: the database does not know it */
} MergeState;

enum {
  MERGE_CHANNEL = 5,
  MERGE_TIME = 11,
  MERGE_TOKEN_HASH,
  MERGE_ANSWERS,
  MERGE_SEALED,
  MERGE_SEAL_KEY,
};

typedef struct MergeChoice { /* among states of one response */
  Merge *merge;
  Arena *arena;             /* of one response */
  const MergeState *states; /* in the order of the databases */
  size_t count;
  bool words_gone;     /* they are deleted, and make no difference */
  bool is_disputed;    /* the ledgers do not agree, and prove nothing */
  sqlite3_stmt *entry; /* by uuid: digest, text_digest, salt, text_salt, of the target */
} MergeChoice;

/* *out NULL: they disagree, and a and b are two that do. */
Status merge_choose(const MergeChoice *choice, const MergeState **out, const MergeState **a, const MergeState **b, Err *err);
/* Are two states the same, as far as the words are not gone? */
Status merge_same_state(const MergeChoice *choice, const MergeState *a, const MergeState *b, bool *same, Err *err);
Status merge_has_words(const MergeState *state, bool *has, Err *err); /* free text or attachments */
/* The attachments of a state, DIGEST_ATTACHMENT_COLUMNS; the caller releases. */
sqlite3_stmt *merge_attachments_of(const MergeState *state, Err *err);

#endif
