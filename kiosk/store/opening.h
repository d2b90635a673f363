/* opening: sealed rows are opened by several threads while their reader goes on, and handed back in the order in which they came. */
#ifndef OPENING_H
#define OPENING_H

#include "sealed.h"

typedef struct BoxedRow { /* as it is stored: of a sealed one answers and free_text are empty, and here are its boxes */
  Response response;
  Str answers_box, free_text_box;
} BoxedRow;

typedef struct OpeningShape {
  size_t threads; /* 0: the caller opens them itself */
  size_t batches; /* on their way at a time; at least 1 */
  size_t rows;    /* of a batch, at most; at least 1 */
} OpeningShape;

/* For this machine's processors. */
OpeningShape opening_shape(void);

typedef struct Opening Opening;

/* visit is called as store_each says, for rows as they come and all on the caller's thread, within the calls below. */
Opening *opening_new(OpeningShape shape, SealedKeys keys, bool (*visit)(void *context, const Response *row), void *context);
/* The next row, which is copied. False: visit wants no more. */
bool opening_add(Opening *opening, const BoxedRow *row);
/* Visits those that are still on their way. False: visit wanted no more. */
bool opening_finish(Opening *opening);
void opening_free(Opening *opening); /* gives up what is on its way, and wipes; NULL is ignored */

#endif
