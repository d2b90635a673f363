/* verify: the ledger recomputed, pass by pass: devices, entries by number (the chain), responses by key (what the entries vouch for), sums. */
#ifndef VERIFY_H
#define VERIFY_H

#include "connection.h"
#include "ledger_digest.h"

typedef struct Tally { /* of one device */
  LedgerReport report;
  struct Tally *next;
  bool is_known; /* it has a row of its own, and so: */
  int64_t completed, first, last;
  bool has_before, has_head;
  Digest before, head;
  /* What the ledger has: */
  int64_t highest;             /* number of its last entry; below first: none */
  Digest end;                  /* the last entry's hash */
  size_t bare;                 /* entries without a response */
  size_t wordless;             /* entries and waiting ones whose words are gone, while the response is there */
  size_t entries, entries_met; /* that name a response; whose response was met */
  size_t waiting_rows, waiting_met;
  int64_t purged, purged_waiting, purged_words; /* says the purge log */
} Tally;

typedef struct Verification {
  Store *store;
  Arena *arena; /* the caller's */
  void (*fault)(void *context, Str sentence);
  void *context;
  Tally *tallies;
  Tally *latest; /* the one looked for last: mostly the next one too */
  size_t device_count;
  size_t damage; /* of the file itself */
} Verification;

/* The tally of a device, made when there is none. */
Tally *verify_tally(Verification *verification, Str device);
/* One thing that is wrong; tally NULL: with the file. */
void verify_fault(Verification *verification, Tally *tally, const char *format, ...) BASE_PRINTF(3, 4);
/* Up to `bytes` of a column; fewer in a file that was tampered with. */
void verify_copy(sqlite3_stmt *row, int column, unsigned char *out, size_t bytes);

/* --- verify_schema.c --- */

/* Does the file have the tables that a kiosk makes, and nothing beside them that could change what goes in or comes out? *sound: it has
 * those tables, so the rest can be asked for. */
Status verify_schema(Verification *verification, bool *sound, Err *err);

/* --- verify_promise.c --- */

/* Was what the log of purges tells of promised by its form, and due? Are all devices known that something happened on? */
Status verify_promises(Verification *verification, Err *err);

/* --- verify_chain.c --- */

Status verify_chain(Verification *verification, Err *err);

/* --- verify_response.c --- */

Status verify_responses(Verification *verification, Err *err);

#endif
