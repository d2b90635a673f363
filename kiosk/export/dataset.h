/* dataset: what a form's responses are as tables of variables: the union over all versions of the form, for every format the same. */
#ifndef DATASET_H
#define DATASET_H

#include "export.h"
#include "form.h"

typedef enum VariableKind {
  VARIABLE_TEXT,
  VARIABLE_NAMES, /* several choices' names joined by spaces; for formats of texts. The others have a variable for each choice beside it */
  VARIABLE_INTEGER,
  VARIABLE_DECIMAL,
  VARIABLE_CHOICE, /* one of its values */
  VARIABLE_FLAG,   /* 1 or 0: is a choice among those of a select_multiple? was an acknowledge agreed to? is it a trial? */
  VARIABLE_PLACE,  /* which place, from 1, a choice got in a rank */
  VARIABLE_DATE,
  VARIABLE_TIME,
  VARIABLE_DATETIME,
  VARIABLE_KIND_COUNT
} VariableKind;

typedef enum Measure { MEASURE_NOMINAL, MEASURE_ORDINAL, MEASURE_SCALE } Measure;

typedef struct Label { /* a text of the newest version that has it */
  const Form *form;    /* NULL: .words says it, in whatever language */
  Text text;
  Str words;
} Label;

/* In a language, by its code, as text_in() falls back; empty when there is none. */
Str label_in(Label label, Str language);

typedef struct VariableValue { /* a choice, of any version */
  Str name;
  Label label;
  int64_t code; /* not negative; unique in its variable; stays, unless it is lost */
  bool missing; /* `missing: true` in the newest version that has it */
  char tag;     /* Stata's extended missing value of a missing one: 'c' .. 'z'; else 0 */
  const bool *in_version;
} VariableValue;

typedef struct Variable {
  /* path or path/choice, with question: in front where a column of the response has that name; of the linked form with its id and a colon,
   * which stands in no path, before all that */
  Str header;
  Str name; /* legal in SPSS and Stata, at most 32 bytes of ASCII, unlike any other in its table, regardless of case; stays */
  VariableKind kind;
  Measure measure;
  Str path;                    /* of its question or repeat; empty: it says something of the response itself */
  Str own;                     /* of what says something of the response: what it is called by itself; else empty */
  Label label;                 /* the question's; words of what is no question. Of FLAG and PLACE the choice's stands in: */
  Label list_label;            /* of FLAG and PLACE: the choice's; else empty */
  Str choice;                  /* of FLAG and PLACE: the choice's name; else empty */
  bool choice_missing;         /* of FLAG: is that choice marked missing? */
  const VariableValue *values; /* of CHOICE: in the order of codes; else none */
  size_t value_count;
  bool linked;            /* is it of Dataset.linked? */
  const bool *in_version; /* beside the versions of the dataset that it is of: did this version have it? */
} Variable;

/* Does it stand for an answer, which may be missing? Else it says something of the response, which instance of a repeat this is, or how
 * many there are. */
bool variable_is_answer(const Variable *variable);

typedef struct Table {
  Str path;      /* of its repeat; empty: the responses */
  Str name;      /* for a file or a sheet: letters, digits, - and _; empty: the responses */
  Label label;   /* the form's title, or the repeat's label; may be empty */
  int parent_ix; /* of Dataset.tables; -1: the responses */
  bool linked;   /* of a repeat: is it of Dataset.linked? Its key is that of the response it is joined with */
  /* The responses' begin with what is known of the response; a repeat's with `response`, then for each repeat around it and for itself its
   * instance's number, from 1: path/position. Behind the responses' own stand those of a linked form, `joined` first. */
  const Variable *variables;
  size_t count;
} Table;

typedef struct DatasetVersion {
  Str version;
  const Form *form; /* NULL: this program cannot read it */
} DatasetVersion;

typedef struct LostCode { /* a choice's, in a database that is damaged, or that somebody wrote into */
  Str list, choice;
} LostCode;

typedef struct Dataset { /* lives in the arena it was made in */
  Str form_id;
  Label title;
  const DatasetVersion *versions; /* oldest first */
  size_t version_count;
  const Table *tables; /* the responses' first, outer before inner */
  size_t table_count;
  const LostCode *lost_codes; /* of choices that are given another one here */
  size_t lost_code_count;
  bool anonymous;                /* is any version? */
  int min_group;                 /* the largest of any version */
  Str language;                  /* of labels: options->language, or the newest version's default */
  Str newest_day;                /* ISO date of the newest response that the options let through; empty: none */
  size_t row_count;              /* responses that the options let through */
  size_t sealed_count;           /* of them */
  Str seal_key;                  /* seal_id() of the first of those, or empty */
  const struct RecordPlan *plan; /* for dataset_each alone */
  /* With options->linked_form, of which form's tables these are made: its own, and those of the other, which has the same language. NULL:
   * they are its own. */
  const struct Dataset *first, *linked;
  Str before_header; /* of a linked form: what its headers begin with, "oppfolging:" */
} Dataset;

/* The dataset whose versions a variable's in_version stands beside. */
const Dataset *dataset_of(const Dataset *dataset, const Variable *variable);

Status dataset_make(Store *store, Arena *arena, const ExportOptions *options, Dataset *out, Err *err);

/* --- Rows --- */

/* What stands for DATUM_SKIPPED where a text stands; a visitor's own gets a leading '. */
#define SKIPPED_MARK "#skipped"

typedef enum DatumState {
  DATUM_NOT_ASKED,
  DATUM_SKIPPED, /* asked and passed over */
  DATUM_ANSWERED,
  DATUM_WRONG, /* none of the question's values: .text is what stands there */
} DatumState;

typedef struct Datum {
  DatumState state;
  bool numeric; /* of TEXT and what is wrong: a number as it stands, which no format defuses */
  int value_ix; /* of CHOICE: of Variable.values */
  /* INTEGER, DECIMAL, FLAG, PLACE as they are; DATE days since 1970-01-01; TIME seconds since midnight; DATETIME seconds since
   * 1970-01-01T00:00 on the local clock */
  double number;
  Str text; /* as it is stored: TEXT, NAMES, a CHOICE's name, numbers, dates and times; FLAG "1" or "0", of an
   * acknowledge "OK"; PLACE its digits */
} Datum;

typedef struct RecordRow {
  const Datum *data; /* beside Table.variables */
  size_t parent_ix;  /* of its table's parent's rows in this record */
} RecordRow;

typedef struct RecordTable {
  const RecordRow *rows; /* those of a parent together, in the order of the parents */
  size_t count;
} RecordTable;

typedef struct Record {      /* one response, whole; borrowed for the call */
  const RecordTable *tables; /* beside Dataset.tables; the first has one row */
} Record;

/* Calls visit for each response that can be read, in the order of their keys; counts and warns into the report and options->warnings, and
 * tells the progress. False from visit: stops, which is no failure. */
Status dataset_each(Store *store, const Dataset *dataset, const ExportOptions *options,
                    bool (*visit)(void *context, const Record *record), void *context, ExportReport *report, Err *err);

#endif
