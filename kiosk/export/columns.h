/* columns: the flat columns of all versions of a form together, and which of them each version had. */
#ifndef COLUMNS_H
#define COLUMNS_H

#include "store.h"

typedef struct Column {
  Str header; /* "path" or "path/choice" */
  Str choice; /* empty: the whole answer */
} Column;

typedef struct ColumnGroup { /* the columns of one question, or the one of a repeat */
  Str path;
  size_t first, count; /* of Columns.items */
} ColumnGroup;

typedef struct VersionColumns {
  Str version;
  const bool *offered; /* per column: did this version have it? */
  const bool *closed;  /* per group: is its answer one of the author's own names? */
} VersionColumns;

typedef struct Columns { /* lives in the arena it was made in */
  const Column *items;
  size_t count;
  const ColumnGroup *groups;
  size_t group_count;
  const VersionColumns *versions;
  size_t version_count;
  bool anonymous; /* is any version? */
} Columns;

/* The union over the versions of one form, oldest first as store_forms gives them. The newest version's order leads; what only older
 * ones had follows, choices after their question's, questions after all. A stored version that this program cannot read gives no columns and a
 * warning. */
Columns columns_of(Arena *arena, const StoreForm *versions, size_t version_count, Sink *warnings);
const VersionColumns *columns_version(const Columns *columns, Str version); /* NULL: no such */
/* The group of a path, looked for from *hint on and around, which is then set behind it: answers come in the order of the form. */
const ColumnGroup *columns_find(const Columns *columns, Str path, size_t *hint);

#endif
