/* The tables beside a form: CSV files that select_one_from_file, pulldata() and instance() ask for. They belong to the form's version: in
 * its source their contents stand under `files`, which is looked into instead of the folder where it is there. */
#ifndef FORM_FILES_H
#define FORM_FILES_H

#include "csv.h"
#include "draft.h"

/* Where a form that is read from a file finds what lies beside it. */
struct FormFolder {
  Str path; /* with the / at its end; empty: the working directory */
};

typedef enum FileState {
  FILE_UNREAD,
  FILE_READ,
  FILE_MISSING, /* it is nowhere */
  FILE_WRONG,   /* reported: its content is no table */
} FileState;

typedef struct FormFile {
  Str name; /* "kommuner.csv" */
  FileState state;
  Str text;
  Place place; /* of its first line */
  CsvTable table;
} FormFile;

/* The file of that name, read once. One that cannot be read is reported at its own place; one that is missing is not. Never NULL. */
const FormFile *file_get(Draft *draft, Str name);
/* The same as a table that no question offers, by its name without the ending; NULL: missing or wrong. */
ChoiceList *file_table(Draft *draft, Str id);
/* Is it nowhere to be found? What is wrong has been reported. */
bool file_is_missing(Draft *draft, Str id);
/* Can it be that a file is only missing here, since only what the database keeps is read? */
bool file_may_be_elsewhere(const Draft *draft);
Str file_stem(Str name);
Place file_place(const FormFile *file, int line); /* of a line of the file, from 1 */
/* Puts a file's columns and rows into list, all but its choices' names and labels. */
void file_fill_list(Draft *draft, const FormFile *file, ChoiceList *list, Choice *choices);
void file_index_column(Draft *draft, ChoiceList *list, int column_ix); /* for form_look_up */
/* The form's source with the files that were read. */
Str files_in_source(Draft *draft, Str source);

#endif
