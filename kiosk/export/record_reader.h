/* record_reader: one response of a form as rows of its tables. */
#ifndef RECORD_READER_H
#define RECORD_READER_H

#include "datum.h"
#include "record_plan.h"

typedef struct RecordRows { /* of a table, in the record that is being read */
  RecordRow *items;
  size_t count, capacity;
} RecordRows;

typedef struct RecordReader {
  const Dataset *dataset;
  const RecordPlan *plan;
  const ExportOptions *options;
  ExportReport *report; /* bad values are counted and warned of */
  Arena *arena;         /* of the record; whoever has the reader rewinds it */
  DatumReader datum;
  size_t warned_values;
  const Response *row; /* the one that is read */
  Str key;             /* in front of each row of a repeat */
  RecordRows *tables;  /* beside dataset->tables */
} RecordReader;

RecordReader record_reader(Arena *arena, const Dataset *dataset, const ExportOptions *options, ExportReport *report);
/* Into reader->tables; returns the empty text, or why the response is left out. */
Str record_read(RecordReader *reader, const Response *row, Str key);

#endif
