/* opening: rows as they are stored, a batch at a time, and their sealed ones opened where they stand. A batch is for one thread at a time; what
 * hands it from one to the other is ahead. */
#ifndef OPENING_H
#define OPENING_H

#include "sealed.h"

typedef struct BoxedRow { /* as it is stored: of a sealed one answers and free_text are empty, and here are its boxes */
  Response response;
  Str answers_box, free_text_box;
} BoxedRow;

typedef struct Batch {
  Arena *arena; /* of its rows as they are stored, and opened; NULL: none yet */
  BoxedRow *rows;
  size_t count;
} Batch;

enum { BATCH_BYTES = 128 * 1024 }; /* of rows as they are stored: with these it is full */

/* The next row, which is copied; rows_max: of one batch, always the same. locked: what is opened is to come to stand here. False: it is full. */
bool batch_add(Batch *batch, const BoxedRow *row, size_t rows_max, bool locked);
/* Opens what the keys open, as sealed_open; opener may be NULL without keys. */
void batch_open(Batch *batch, SealedKeys keys, Opener *opener);
size_t batch_bytes(const Batch *batch); /* of all that it holds */
/* Calls visit as store_each says. False: it wanted no more. */
bool batch_visit(const Batch *batch, bool (*visit)(void *context, const Response *row), void *context);
void batch_empty(Batch *batch); /* wipes */
void batch_free(Batch *batch);

#endif
