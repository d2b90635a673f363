/* store: responses in one SQLite file (WAL, synchronous=FULL, STRICT tables, foreign keys on).
 *
 * A writing call that returns STATUS_OK is on disk, in the file that stands at the path now; one that fails may be tried again. Keys
 * are random and tables have no rowid order: the file keeps no order of arrival. Every open visit is a partial response already, so a
 * crash needs no repair. A Store is for one thread at a time; texts handed in are borrowed for the call. The schema stands in store/schema.c. */
#ifndef STORE_H
#define STORE_H

#include "base.h"
#include "form.h"

typedef struct Store Store;

enum { STORE_UUID_LEN = 36 };

typedef enum ResponseStatus { RESPONSE_PARTIAL, RESPONSE_COMPLETE, RESPONSE_DISCARDED, RESPONSE_STATUS_COUNT } ResponseStatus;
extern const char *const response_status_names[RESPONSE_STATUS_COUNT]; /* "partial", ... as stored */

typedef struct Response {                               /* one visit; all texts are borrowed */
  Str uuid;                                             /* STORE_UUID_LEN characters, of store_uuid */
  Str device, form_id, form_version, language, channel; /* channel: "kiosk" or "web" */
  Str round, event, place;                              /* from the configuration; may be empty */
  ResponseStatus status;
  bool trial;  /* a visit to try the form out: in no count, and in no export that does not ask for it */
  Str time;    /* when the visit began, as coarse as the form's privacy mode says: date, date and hour, or ISO 8601 */
  Str answers; /* one JSON object, path to value; "{}" for none. From store_each: empty when it is sealed */
  /* The attachments its answers name; from store_each: none. NULL leaves those there are (partial, complete) as they are; else they become
   * exactly these, and one that is the same is not written again. */
  const struct StoreAttachment *attachments;
  size_t attachment_count;
  Str token_hash; /* BLAKE2b-256 of the follow-up token in hex, or empty */
} Response;

typedef struct StoreAttachment {
  Str name;  /* unique in its response */
  Str bytes; /* a PNG */
} StoreAttachment;

/* Opens for writing, making the file anew when there is none (not its folder), readable for its owner and group at most. random is
 * copied, its context borrowed until store_close; it makes keys. *out is NULL after a failure.
 *
 * Failures, here and in every call below: STATUS_WORLD with db-path (cannot be read or written there; what to do), db-corrupt, db-full,
 * db-busy (locked for two seconds), db-readonly, db-io, db-constraint, and for writing also db-moved (below); when opening also
 * STATUS_INPUT with db-foreign (not ours) and db-newer (made by a newer version): such a file is left as it is.
 *
 * db-moved: the file at the path, or the log beside it, is not the one that is open: it was moved, deleted or replaced by another. Then
 * the write is not promised to anyone, and every later one fails likewise until the database is closed and opened again. What was
 * promised before goes into the open file wherever it is now; what stands at the path is not touched. A file that was overwritten in
 * place (cp) cannot be told from the open one.
 *
 * Until the first open no other part of the process may have used SQLite: its memory is wiped. */
Status store_open(const char *path, const Random *random, Store **out, Err *err);
/* Opens an existing file for reading only, also beside a running kiosk and in a folder that cannot be written. STATUS_INPUT with
 * db-older: its schema is older than this program's. Only store_forms, store_each, store_each_attachment and
 * store_close may be called with it. */
Status store_open_readonly(const char *path, Store **out, Err *err);
void store_close(Store *store); /* NULL is ignored; folds the WAL into the file */

/* A random UUID (RFC 9562, version 4) into out, NUL-terminated. */
void store_uuid(const Random *random, char out[STORE_UUID_LEN + 1]);

/* Makes the device known and copies its name into arena. name is the configuration's, or empty: then one made at random at first use
 * and kept in the file. */
Status store_device(Store *store, Str name, Arena *arena, Str *out, Err *err);
/* Keeps the exact text of a form version for ever, its choices' codes and its view. Idempotent. STATUS_INPUT: form-changed (the text
 * differs from what is stored under the same form_id and version: raise the version); code-changed, code-taken (a choice's `code` would
 * give an older one another meaning). */
Status store_add_form(Store *store, const Form *form, Err *err);
/* Writes a response in one durable transaction: a new row, or its row again with what has changed. Its device and form version must be
 * known by then (store_device, store_add_form). RESPONSE_DISCARDED erases its answers, attachments and token from the file and the log
 * beside it.
 *
 * A row is written again only for the same visit: uuid, device, form version, channel, trial and time as they were. A partial one may
 * become anything; a complete or discarded one may only be put once more as it is, its attachments too, for when the caller could not
 * tell whether it was written. Everything else is db-constraint: no response takes another's place. */
Status store_put(Store *store, const Response *response, Err *err);
/* Many puts in one durable transaction: what is put between the two is on disk, all of it, when store_batch_end returns STATUS_OK. When
 * it fails, after a crash and when the store is closed before it, none of it is. A put that fails in between leaves the others as they
 * are, unless the disk failed: then all calls up to and with store_batch_end fail. */
Status store_batch_begin(Store *store, Err *err);
Status store_batch_end(Store *store, Err *err);
/* A coarse event of a known device: kind is "start", "stop", "idle" or "fault", detail may be empty, day is an ISO date. Never an
 * answer. */
Status store_log(Store *store, Str device, Str kind, Str detail, Str day, Err *err);

typedef struct StoreForm {
  Str form_id, version, source; /* source: the form's exact text */
  size_t responses;             /* that count: neither trials nor discarded */
} StoreForm;

/* All form versions into arena, ordered by form_id and version (numbers as numbers). */
Status store_forms(Store *store, Arena *arena, const StoreForm **out, size_t *count, Err *err);
/* Calls visit for each response of a form, without trials unless asked for and without discarded ones, in the order of their random
 * keys; stops when it returns false, which is no failure. The row is borrowed for the call; visit may not use the store. */
Status store_each(Store *store, Str form_id, bool with_trials, bool (*visit)(void *context, const Response *row), void *context,
                  Err *err);

/* The same for their attachments, in the order of the responses' keys and then of their names. */
Status store_each_attachment(Store *store, Str form_id, bool with_trials,
                             bool (*visit)(void *context, Str uuid, const StoreAttachment *attachment), void *context, Err *err);

typedef struct Answer {
  Str path;
  Value value; /* VALUE_EMPTY with no json: asked and passed over */
  Str json; /* a repeat: its array of objects, or whatever else is neither scalar nor a list of texts, as it is written; borrowed */
} Answer;

/* Reads an answers object, path to value in their order, into arena; json is borrowed. False when it is no such JSON, in whatever
 * depth. An object that Answer.json is can be read likewise. */
bool answers_parse(Arena *arena, Str json, const Answer **out, size_t *count);

/* What an answers object of a form may have as a key: the path of a question, or of a repeat that stands in no other. */
typedef struct AnswerKey {
  Str path;        /* borrowed from the form */
  int question_ix; /* -1: a repeat, whose value is an array of objects */
} AnswerKey;

/* All of them in the form's order, into arena. */
size_t answers_keys(Arena *arena, const Form *form, const AnswerKey **out);

#endif
