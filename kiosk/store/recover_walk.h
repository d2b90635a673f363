/* recover_walk: every row that can still be found in a damaged file, handed out one by one. */
#ifndef RECOVER_WALK_H
#define RECOVER_WALK_H

#include "recover_table.h"

typedef struct RecoverWalk {
  RawFile raw;
  Arena *arena, *scratch; /* scratch is rewound for each row */
  int schema_version;
  /* Takes a row; false stops the walk. */
  bool (*take)(void *context, const RecoverTable *table, const RawRecord *row);
  void *context;
  bool stopped;
  bool log_is_other;       /* the log beside the file is of another one, and was passed over */
  size_t damaged_rows;     /* of ours, that were found and could not be read */
  uint32_t *damaged_pages; /* that rows were to be in; in their order, at most DAMAGED_PAGES_MAX */
  size_t damaged_page_count;
  unsigned char *seen; /* by page number: belongs to a tree that was walked */
  unsigned char *page; /* room for one */
} RecoverWalk;

enum { DAMAGED_PAGES_MAX = 4096 };

/* Opens path and finds out what it can of its schema. */
Status recover_walk_open(RecoverWalk *walk, Arena *arena, const char *path, Err *err);
/* First the trees that the schema leads to, whose rows are as they were last; then what lies in pages that no tree leads to any more. */
void recover_walk_run(RecoverWalk *walk);
void recover_walk_close(RecoverWalk *walk);

#endif
