/* replace: how a new file goes on where a damaged one stood. */
#ifndef REPLACE_H
#define REPLACE_H

#include "store.h"

typedef struct ReplaceChain { /* a device whose numbers go on */
  Str device;
  int64_t last;                    /* number of its last entry; 0: none yet */
  Str head;                        /* that entry's hash; empty: none yet, or not known */
  const struct ReplaceChain *next; /* NULL: the last */
} ReplaceChain;

typedef struct ReplaceSetting {
  Str name, value;
  const struct ReplaceSetting *next;
} ReplaceSetting;

typedef struct ReplaceRound {    /* whose tokens are out there; may come twice, and counts as closed where it is so once */
  Str name, opened, closed, key; /* closed or key is empty */
  const struct ReplaceRound *next;
} ReplaceRound;

typedef struct ReplaceHeritage {
  bool is_known; /* false: nothing below could be read */
  bool goes_on;  /* the chains are as they were last */
  const ReplaceChain *chains;
  const ReplaceSetting *settings;
  const ReplaceRound *rounds;
  const ReplaceRound *older_rounds; /* of a backup: what is open there may have been closed since */
  int64_t beyond;                   /* where numbers begin that do not go on: beyond all that may have been given */
} ReplaceHeritage;

/* What a file, which is not written to, says of its devices; as much as can be read. */
void replace_read_heritage(Arena *arena, const char *path, ReplaceHeritage *out);
/* Makes a new database at path that takes it over; *next: the number it begins with. */
Status replace_make(Arena *arena, const char *path, const Random *random, const ReplaceHeritage *heritage, int64_t *next, Err *err);

#endif
