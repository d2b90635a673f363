#include "table.h"

#include "words.h"

enum { EMPTY_ROWS_MAX = 60, EMPTY_COLUMNS_MAX = 20 }; /* beyond so many, whatever stands in a sheet is no part of its table */

static Place place_of(const Table *table, int row, int column) {
  return (Place){.file = table->reading->file, .line = row, .column = column, .sheet = table->sheet->name.ptr};
}

Site table_site(const Table *table, const Row *row, const Cell *cell) {
  return (Site){.place = place_of(table, row->number, cell->column), .line = cell->text};
}

static bool has_double_colons(const Row *headings) {
  for (size_t i = 0; i < headings->count; i++)
    for (size_t at = 0; at + 1 < headings->cells[i].text.len; at++)
      if (headings->cells[i].text.ptr[at] == ':' && headings->cells[i].text.ptr[at + 1] == ':') return true;
  return false;
}

static bool takes_language(ColumnKey key) {
  static const bool TAKES[COLUMN_KEY_COUNT] = {
      [COLUMN_LABEL] = true,
      [COLUMN_HINT] = true,
      [COLUMN_GUIDANCE_HINT] = true,
      [COLUMN_REQUIRED_MESSAGE] = true,
      [COLUMN_CONSTRAINT_MESSAGE] = true,
      [COLUMN_IMAGE] = true,
      [COLUMN_FORM_TITLE] = true,
      [COLUMN_VALUE] = true,
  };
  return TAKES[key];
}

static Column read_column(Reading *reading, SheetKind kind, const Cell *cell, bool double_colons, bool filled) {
  Header header = header_read(reading->arena, kind, cell->text, double_colons);
  Column column = {.number = cell->column, .key = header.key, .language = LANGUAGE_NONE, .heading = cell->text};
  if (header.key == COLUMN_NONE) column.name = words_on_one_line(reading->arena, cell->text);
  if (!takes_language(header.key)) return column;
  if (header.language.len) column.language = languages_add(&reading->languages, header.language);
  if (column.language >= 0) reading->languages.items[column.language].used |= filled;
  if (!filled) column.key = COLUMN_IGNORED;
  return column;
}

/* Without the columns that nobody will ask for, the pairs are few. */
static void report_two_columns(Table *table, const Row *headings) {
  Reading *reading = table->reading;
  for (size_t i = 0; i < table->column_count; i++) {
    const Column *second = &table->columns[i];
    if (second->key == COLUMN_NONE || second->key == COLUMN_IGNORED) continue;
    for (size_t j = 0; j < i; j++) {
      const Column *first = &table->columns[j];
      if (first->key != second->key || first->language != second->language) continue;
      Str here = place_to_str(reading->arena, place_of(table, headings->number, second->number));
      Str there = place_to_str(reading->arena, place_of(table, headings->number, first->number));
      xlsx_report(reading, XLSX_TWO_COLUMNS,
                  (Site){.place = place_of(table, headings->number, second->number), .line = second->heading},
                  arena_printf(reading->arena, STR_FMT " and " STR_FMT " are both headings of %s", STR_ARG(there), STR_ARG(here),
                               column_key_name(second->key)),
                  STR("keep one; where both are filled in, the first counts"));
      break;
    }
  }
}

static const Cell *find_cell(const Row *row, int column) {
  size_t low = 0, high = row->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (row->cells[middle].column < column)
      low = middle + 1;
    else
      high = middle;
  }
  return low < row->count && row->cells[low].column == column ? &row->cells[low] : NULL;
}

/* Has the column anything in it? */
static bool is_filled(const Table *table, int column) {
  for (size_t i = 0; i < table->row_count; i++) {
    const Cell *cell = find_cell(&table->rows[i], column);
    if (cell && !cell->error && !words_are_none(cell->text)) return true;
  }
  return false;
}

static void read_headings(Table *table, SheetKind kind, const Row *headings) {
  bool double_colons = has_double_colons(headings);
  table->heading_place = place_of(table, headings->number, headings->cells[0].column);
  table->columns = ARENA_ARRAY(table->reading->arena, Column, headings->count);
  int last = 0;
  for (size_t i = 0; i < headings->count; i++) {
    const Cell *cell = &headings->cells[i];
    if (last && cell->column - last > EMPTY_COLUMNS_MAX) break;
    if (words_are_none(cell->text) || cell->error) continue;
    last = cell->column;
    Column column = read_column(table->reading, kind, cell, double_colons, is_filled(table, cell->column));
    table->columns[table->column_count++] = column;
  }
  report_two_columns(table, headings);
}

Table table_new(Reading *reading, const Sheet *sheet, SheetKind kind) {
  Table table = {.reading = reading, .sheet = sheet, .heading_place = {.file = reading->file}};
  if (!sheet || sheet->count == 0) return table;
  table.rows = sheet->rows + 1;
  for (int last = sheet->rows[0].number; table.row_count + 1 < sheet->count; table.row_count++) {
    if (table.rows[table.row_count].number - last > EMPTY_ROWS_MAX) break;
    last = table.rows[table.row_count].number;
  }
  read_headings(&table, kind, &sheet->rows[0]);
  return table;
}

void table_renumber_languages(Table *table, const int *new_ix) {
  for (size_t i = 0; i < table->column_count; i++)
    if (table->columns[i].language >= 0) table->columns[i].language = new_ix[table->columns[i].language];
}

bool table_has(const Table *table, ColumnKey key) {
  for (size_t i = 0; i < table->column_count; i++)
    if (table->columns[i].key == key) return true;
  return false;
}

static bool is_expression(ColumnKey key) {
  return key == COLUMN_RELEVANT || key == COLUMN_CONSTRAINT || key == COLUMN_CALCULATION || key == COLUMN_CHOICE_FILTER ||
         key == COLUMN_REPEAT_COUNT || key == COLUMN_REQUIRED || key == COLUMN_READ_ONLY;
}

/* A text that is missing falls back; a condition that is missing asks what nobody meant to ask. */
static void report_error_cell(const Table *table, const Row *row, const Cell *cell, const Column *column) {
  Arena *arena = table->reading->arena;
  Str whose = column->key == COLUMN_NONE ? column->name : str_from(column_key_name(column->key));
  Site site = table_site(table, row, cell);
  Str at = place_to_str(arena, site.place);
  xlsx_report(table->reading, is_expression(column->key) ? XLSX_ERROR_EXPRESSION : XLSX_ERROR_CELL, site,
              arena_printf(arena, "the cell " STR_FMT " holds the error " STR_FMT " in place of its " STR_FMT, STR_ARG(at),
                           STR_ARG(cell->text), STR_ARG(whose)),
              STR("mend the formula in the spreadsheet, or write the value itself"));
}

const Cell *table_column_cell(const Table *table, const Row *row, size_t column_ix) {
  const Column *column = &table->columns[column_ix];
  const Cell *cell = find_cell(row, column->number);
  if (!cell || words_are_none(cell->text)) return NULL;
  if (!cell->error) return cell;
  report_error_cell(table, row, cell, column);
  return NULL;
}

const Cell *table_cell(const Table *table, const Row *row, ColumnKey key, int language) {
  for (size_t i = 0; i < table->column_count; i++) {
    if (table->columns[i].key != key || table->columns[i].language != language) continue;
    const Cell *cell = table_column_cell(table, row, i);
    if (cell) return cell;
  }
  return NULL;
}

size_t table_filled_count(const Table *table, const Row *row) {
  size_t count = 0;
  for (size_t i = 0; i < table->column_count; i++) {
    if (table->columns[i].key == COLUMN_NONE || table->columns[i].key == COLUMN_IGNORED) continue;
    const Cell *cell = find_cell(row, table->columns[i].number);
    count += cell && !words_are_none(cell->text);
  }
  return count;
}
