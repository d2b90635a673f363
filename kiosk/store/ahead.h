/* ahead: rows are read from the database by a thread of their own, and sealed ones opened by several, while those before them are visited. */
#ifndef AHEAD_H
#define AHEAD_H

#include "opening.h"

typedef struct AheadSource { /* of rows in their order */
  /* SQLITE_ROW: the next one, borrowed until the next call; SQLITE_DONE: there is no more; or what failed. All on one thread. */
  int (*next)(void *context, BoxedRow *row);
  void *context;
} AheadSource;

typedef struct AheadShape {
  size_t openers; /* threads that only open; the caller's opens what they have not come to. Without keys there are none */
  size_t batches; /* on their way at a time; at least 1 */
  size_t rows;    /* of a batch, at most; at least 1 */
} AheadShape;

/* For this machine's processors. */
AheadShape ahead_shape(void);

/* Calls visit for each row in its order, as store_each says, on the caller's thread; meanwhile nobody may touch what the source reads from.
 * What is opened stands in locked memory. Returns SQLITE_DONE, SQLITE_ROW when visit returned false, or what failed: then all rows before it
 * were visited. */
int ahead_walk(AheadSource source, AheadShape shape, SealedKeys keys, bool (*visit)(void *context, const Response *row),
               void *context);

#endif
