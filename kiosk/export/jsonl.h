/* jsonl: records as lines of JSON. */
#ifndef JSONL_H
#define JSONL_H

#include "dataset.h"

typedef struct JsonlWriter JsonlWriter;

/* In the arena; dataset and out are borrowed. */
JsonlWriter *jsonl_new(Arena *arena, const Dataset *dataset, Sink *out);
/* One object and a line break: what is known of the response, then its `answers` by path, those of a repeat as an array of objects with
 * paths from the repeat on. A linked form's stands behind them under its id, likewise with `answers`, or null. False: out has failed. */
bool jsonl_write_record(JsonlWriter *writer, const Record *record);

#endif
