/* datum: what an answer says as a value of its variables. */
#ifndef DATUM_H
#define DATUM_H

#include "fields.h"

typedef struct DatumReader {
  Arena *arena; /* of the record */
  const Fields *fields;
  const Dataset *dataset;
  size_t version_ix;
} DatumReader;

/* Into the data of the field's row, which nothing is known of yet, for its variable and those of its parts. Not for instances. False: the answer is none of the
 * question's values. */
bool datum_take(const DatumReader *reader, const Field *field, const Answer *answer, Datum *data);

/* What is known of the response besides its answers: a text, a moment of DATE or DATETIME, or a FLAG's 1 or 0. False: it is no moment. */
bool datum_take_own(VariableKind kind, Str text, Datum *out);

void datum_take_count(Arena *arena, size_t count, Datum *out);

#endif
