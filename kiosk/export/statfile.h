/* statfile: what SPSS's and Stata's files have in common. Each table is a file of its own, written by ReadStat from its spool: variables with
 * labels and value labels first, then the rows. A record (StatFormat) per format says what differs. */
#ifndef STATFILE_H
#define STATFILE_H

#include "formats.h"
#include "spool.h"
#include "words.h"

#include <readstat.h>

typedef struct StatFormat StatFormat;

typedef struct StatFile { /* a table on its way into ReadStat */
  const ExportJob *job;
  const StatFormat *format;
  const Table *table;
  Spool *spool;
  Sink *out;
  readstat_writer_t *writer;
  readstat_variable_t **variables; /* beside table->variables; NULL: this one is left out */
  const Datum *row;                /* that is being written; its first datum is the response's key */
  size_t row_ix;
  void *own;              /* the format's, in the job's arena */
  size_t *cut_labels;     /* counted over all files of an export */
  size_t warned_values;   /* told so far */
  readstat_error_t error; /* the first that ReadStat gave */
  Err *err;
} StatFile;

typedef struct StatLimits {
  size_t file_label_bytes;
  size_t variable_label_characters, variable_label_bytes;
  size_t value_label_bytes;
  size_t variables; /* 0: none */
} StatLimits;

struct StatFormat {
  const char *name, *program; /* "sav", "SPSS" */
  StatLimits limits;
  void (*begin)(StatFile *file);                                       /* before the variables */
  void (*define)(StatFile *file, size_t variable_ix);                  /* puts it into variables; never of names */
  void (*ready)(StatFile *file);                                       /* after the variables; NULL: nothing to do */
  readstat_error_t (*start)(readstat_writer_t *, void *, long);        /* readstat_begin_writing_... */
  readstat_error_t (*insert)(StatFile *file, size_t v, const Datum *); /* into the row */
  bool (*emit)(StatFile *file, const char *bytes, size_t count);       /* what ReadStat writes; false: failed */
};

/* What stands in a text's place that was passed over. */
#define STATFILE_SKIPPED STR(SKIPPED_MARK)

/* Of TEXT, as it is written: empty for what was not asked. Ends with a NUL. */
Str statfile_text(const Datum *datum);

/* How many variables of the table are in the file: of names there are none. */
size_t statfile_variable_count(const Table *table);

/* A FormatWriter's whole work. */
Status statfile_export(const ExportJob *job, const StatFormat *format, Err *err);

/* One line of at most so many bytes, cut at a character; what was cut is counted. In the job's arena, with a NUL. */
const char *statfile_value_label(StatFile *file, Str text);
/* Of a choice: its words, or its name. */
const char *statfile_choice_label(StatFile *file, const VariableValue *value);
const char *statfile_word(StatFile *file, Word word);
/* Of a choice's variable the choice comes first: what tells it from its neighbours is not cut. */
const char *statfile_variable_label(StatFile *file, const Variable *variable);

/* How many bytes of the text are whole characters and keep to both limits. */
size_t statfile_fitting(Str text, size_t characters, size_t bytes);

/* Warns and counts a value of the row that the format cannot hold; what: "is longer than ... bytes and is cut". */
void statfile_bad_value(StatFile *file, size_t variable_ix, const char *what);

#endif
