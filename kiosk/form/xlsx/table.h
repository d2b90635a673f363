/* A sheet as a table: its first filled row says what its columns are, and what is below it is read by them. */
#ifndef XLSX_TABLE_H
#define XLSX_TABLE_H

#include "header.h"
#include "language.h"
#include "tree.h"
#include "workbook.h"

typedef enum XlsxMistake {
  XLSX_CHOICE_WITHOUT_LIST,
  XLSX_DEFAULT_LANGUAGE,
  XLSX_ERROR_CELL,
  XLSX_ERROR_EXPRESSION,
  XLSX_NO_LIST_COLUMN,
  XLSX_NO_SURVEY,
  XLSX_NO_TYPE_COLUMN,
  XLSX_TWO_COLUMNS,
  XLSX_MISTAKE_COUNT
} XlsxMistake;

/* Every code of these; static. */
const char *const *xlsx_codes(size_t *count);

typedef struct Reading { /* of one workbook */
  Arena *arena;
  Diags *diags;
  const char *file;
  const Workbook *workbook;
  SheetLanguages languages;
  int plain_language; /* whose language the plain columns are in, beside translated ones; LANGUAGE_NONE: the form's only one */
} Reading;

typedef struct Column {
  int number; /* from 1 */
  ColumnKey key;
  int language; /* of the Reading's, or LANGUAGE_NONE */
  Str name;     /* of a column that is none of the known: as written */
  Str heading;
} Column;

typedef struct Table {
  Reading *reading;
  const Sheet *sheet;
  Column *columns; /* from left to right */
  size_t column_count;
  const Row *rows; /* below the heading */
  size_t row_count;
  Place heading_place;
} Table;

/* Reads the headings; two for the same column are reported. A sheet that is NULL or empty gives a table without rows. */
Table table_new(Reading *reading, const Sheet *sheet, SheetKind kind);
void table_renumber_languages(Table *table, const int *new_ix);
bool table_has(const Table *table, ColumnKey key);
/* The first filled cell of row in a column of that key and language, or NULL. A cell that holds an error is reported, and is as empty. */
const Cell *table_cell(const Table *table, const Row *row, ColumnKey key, int language);
const Cell *table_column_cell(const Table *table, const Row *row, size_t column_ix); /* likewise, of one column */
size_t table_filled_count(const Table *table, const Row *row);                       /* cells of row in known columns */
Site table_site(const Table *table, const Row *row, const Cell *cell);

void xlsx_report(Reading *reading, XlsxMistake mistake, Site site, Str what, Str remedy);

/* Values of a row: NULL when there is nothing in the cell. */
const YamlNode *table_words(const Table *table, const Row *row, ColumnKey key); /* a name, a type */
const YamlNode *table_column_words(const Table *table, const Row *row, size_t column_ix);
const YamlNode *table_expression(const Table *table, const Row *row, ColumnKey key); /* yes and no become true() and false() */
const YamlNode *table_text(const Table *table, const Row *row, ColumnKey key); /* for visitors: a text, or a map of languages */

#endif
