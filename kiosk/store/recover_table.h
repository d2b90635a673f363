/* recover_table: what a row of each table looks like, so that one can be known by itself where no table can be asked for its rows. */
#ifndef RECOVER_TABLE_H
#define RECOVER_TABLE_H

#include "raw_page.h"

typedef struct RecoverTable {
  const char *name;
  const char *columns; /* as a list in SQL */
  const char *shape;   /* a letter per column: recover_table.c */
  size_t least;        /* columns that a row has at least: those added later are missing in older rows */
  int since;           /* version of the schema */
} RecoverTable;

/* NULL: none of ours, or none that is recovered. */
const RecoverTable *recover_table_named(Str name, int schema_version);
bool recover_table_fits(const RecoverTable *table, const RawRecord *record);
/* The table whose row this is; NULL: an index's entry, or nothing of ours. */
const RecoverTable *recover_table_of(const RawRecord *record, int schema_version);
/* "INSERT INTO ..." with as many places as the row has columns. */
Str recover_table_insert(Arena *arena, const RecoverTable *table, size_t columns);

#endif
