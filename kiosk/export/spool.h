/* spool: a table's rows, set aside in a file until it is known how many there are and how wide their texts: the heads of SPSS's and Stata's
 * files say so before the first row. */
#ifndef SPOOL_H
#define SPOOL_H

#include "dataset.h"

typedef struct Spool Spool;

typedef struct SpoolFacts { /* of a variable, over all rows */
  size_t skipped;           /* passed over */
  size_t texts;             /* that are not empty */
  uint64_t text_bytes;      /* of all of them */
  size_t widest_bytes;      /* of one */
  double least, most;       /* of its finite numbers; 0 when there are none */
  int decimals;             /* that its numbers were written with, at most */
} SpoolFacts;

/* In folder, which is borrowed, as temporary_open() has it. *out is NULL after a failure. */
Status spool_open(const char *folder, const Table *table, Spool **out, Err *err);
void spool_close(Spool *spool); /* NULL is ignored; wipes what memory had of the rows */

/* data beside Table.variables. Kept of a datum: its state, and of an answer the text of TEXT, or the number, or value_ix of CHOICE. NAMES
 * are not kept, and what is WRONG is as not asked. A visitor's own #skipped gets a leading '. False: the disk failed, now or before. */
bool spool_add(Spool *spool, const Datum *data);

size_t spool_row_count(const Spool *spool);
SpoolFacts spool_facts(const Spool *spool, size_t variable_ix);

/* Calls visit with each row in the order in which they were added, as often as wanted; no row can be added from then on. Texts end with
 * a NUL beyond their length and have none before. False from visit: stops, which is no failure. STATUS_WORLD, export-write: the file
 * could not be written, or be read back. */
Status spool_each(Spool *spool, bool (*visit)(void *context, const Datum *data), void *context, Err *err);

#endif
