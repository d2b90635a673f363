#include "xlsx_table.h"

#include "headings.h"
#include "warning.h"

#include <math.h>

enum {
  WARNED_CUTS_MAX = 50,
  SECONDS_PER_DAY = 86400,
  EXCEL_EPOCH = -25569,         /* its day 0, in days since 1970-01-01, as it counts from March 1900 on */
  FIRST_OF_1900 = -25567,       /* 1900-01-01, Excel's day 1 */
  FIRST_OF_MARCH_1900 = -25508, /* Excel believes in a 29 February before it */
  LAST_DAY = 2932896,           /* 9999-12-31, its last */
  CHOICE_WIDTH_MAX = 40,        /* letters */
  KEY_WIDTH = 14,               /* nobody reads a response's key */
  OWN_WIDTH = 12,
};

typedef struct TableColumn {
  const Variable *variable;
  const Str *names, *labels; /* of the choices, with options->labels; else NULL */
  size_t count;
} TableColumn;

struct XlsxTable {
  XlsxSheet *sheet;
  const TableColumn *columns;
  size_t count, cuts;
  Sink *warnings;
  ExportReport *report;
  Buffer joined;
};

typedef struct Cell {
  XlsxTable *table;
  size_t column_ix;
  const Datum *datum;
  const RecordRow *row;
} Cell;

static void write_string(const Cell *cell, Str text) {
  XlsxTable *table = cell->table;
  if (xlsx_sheet_text(table->sheet, cell->column_ix, text)) return;
  table->report->bad_values++;
  if (table->cuts++ < WARNED_CUTS_MAX)
    warning_add(table->warnings, "response " STR_FMT ": the text of " STR_FMT " is longer than a cell of Excel takes, and is cut",
                STR_ARG(cell->row->data[0].text), STR_ARG(table->columns[cell->column_ix].variable->header));
}

/* A visitor may well have written what is our own mark. */
static void write_answer(const Cell *cell, Str text) {
  write_string(cell, str_is(text, "#skipped") ? STR("'#skipped") : text);
}

static void write_text(const Cell *cell, XlsxStyle style) {
  (void)style;
  write_answer(cell, cell->datum->text);
}

static void write_number(const Cell *cell, XlsxStyle style) {
  if (isfinite(cell->datum->number))
    xlsx_sheet_number(cell->table->sheet, cell->column_ix, cell->datum->number, style);
  else
    write_answer(cell, cell->datum->text);
}

/* What its calendar does not have stays text. */
static void write_moment(const Cell *cell, double days, XlsxStyle style) {
  if (!(days >= FIRST_OF_1900 && days < LAST_DAY + 1))
    write_answer(cell, cell->datum->text);
  else
    xlsx_sheet_number(cell->table->sheet, cell->column_ix, days - EXCEL_EPOCH - (days < FIRST_OF_MARCH_1900 ? 1 : 0), style);
}

static void write_date(const Cell *cell, XlsxStyle style) {
  write_moment(cell, cell->datum->number, style);
}

static void write_datetime(const Cell *cell, XlsxStyle style) {
  write_moment(cell, cell->datum->number / SECONDS_PER_DAY, style);
}

static void write_time(const Cell *cell, XlsxStyle style) {
  xlsx_sheet_number(cell->table->sheet, cell->column_ix, cell->datum->number / SECONDS_PER_DAY, style);
}

static void write_choice(const Cell *cell, XlsxStyle style) {
  (void)style;
  const TableColumn *column = &cell->table->columns[cell->column_ix];
  write_answer(cell, column->labels != NULL ? column->labels[cell->datum->value_ix] : cell->datum->text);
}

static Str label_of(const TableColumn *column, Str name) {
  for (size_t i = 0; i < column->count; i++)
    if (str_equal(column->names[i], name)) return column->labels[i];
  return name;
}

static void write_names(const Cell *cell, XlsxStyle style) {
  (void)style;
  const TableColumn *column = &cell->table->columns[cell->column_ix];
  if (column->labels == NULL) {
    write_answer(cell, cell->datum->text);
    return;
  }
  Buffer *joined = &cell->table->joined;
  Sink out = sink_to_buffer(joined);
  Str rest = cell->datum->text;
  joined->count = 0;
  for (Str name = str_next_word(&rest); name.len > 0; name = str_next_word(&rest)) {
    if (joined->count > 0) sink_z(&out, "; ");
    sink_str(&out, label_of(column, name));
  }
  write_answer(cell, buffer_view(joined));
}

typedef struct CellKind {
  void (*write)(const Cell *cell, XlsxStyle style);
  XlsxStyle style;
  double width; /* letters */
} CellKind;

static const CellKind kinds[] = {
    [VARIABLE_TEXT] = {write_text, XLSX_PLAIN, 32},     [VARIABLE_NAMES] = {write_names, XLSX_PLAIN, 26},
    [VARIABLE_INTEGER] = {write_number, XLSX_WHOLE, 9}, [VARIABLE_DECIMAL] = {write_number, XLSX_PLAIN, 10},
    [VARIABLE_CHOICE] = {write_choice, XLSX_PLAIN, 10}, [VARIABLE_FLAG] = {write_number, XLSX_WHOLE, 8},
    [VARIABLE_PLACE] = {write_number, XLSX_WHOLE, 8},   [VARIABLE_DATE] = {write_date, XLSX_DATE, 12},
    [VARIABLE_TIME] = {write_time, XLSX_TIME, 10},      [VARIABLE_DATETIME] = {write_datetime, XLSX_DATETIME, 20}};
_Static_assert(COUNT_OF(kinds) == VARIABLE_KIND_COUNT, "every kind of variable has its cells");

static void label_choices(Arena *arena, const Dataset *dataset, const Variable *variable, TableColumn *column) {
  Str *names = ARENA_ARRAY(arena, Str, variable->value_count), *labels = ARENA_ARRAY(arena, Str, variable->value_count);
  for (size_t i = 0; i < variable->value_count; i++) {
    names[i] = variable->values[i].name;
    labels[i] = label_in(variable->values[i].label, dataset->language);
    if (labels[i].len == 0) labels[i] = names[i];
  }
  column->names = names;
  column->labels = labels;
  column->count = variable->value_count;
}

/* The choices of several have a variable each, behind that of their names. */
static void label_parts(Arena *arena, const Dataset *dataset, const Table *of, size_t variable_ix, TableColumn *column) {
  const Variable *whole = &of->variables[variable_ix];
  size_t end = variable_ix + 1;
  while (end < of->count && of->variables[end].choice.len > 0 && str_equal(of->variables[end].path, whole->path))
    end++;
  column->count = end - variable_ix - 1;
  Str *names = ARENA_ARRAY(arena, Str, column->count), *labels = ARENA_ARRAY(arena, Str, column->count);
  for (size_t i = 0; i < column->count; i++) {
    const Variable *part = &whole[i + 1];
    names[i] = part->choice;
    labels[i] = label_in(part->list_label, dataset->language);
    if (labels[i].len == 0) labels[i] = names[i];
  }
  column->names = names;
  column->labels = labels;
}

static double width_of(const TableColumn *column, bool first) {
  const Variable *variable = column->variable;
  double width = kinds[variable->kind].width;
  if (first) return KEY_WIDTH;
  if (variable->path.len == 0 && variable->kind == VARIABLE_TEXT) return OWN_WIDTH;
  for (size_t i = 0; variable->kind == VARIABLE_CHOICE && i < variable->value_count; i++) {
    Str shown = column->labels != NULL ? column->labels[i] : variable->values[i].name;
    const double letters = (double)str_count_cp(shown) + 2;
    if (letters > width) width = letters;
  }
  return width < CHOICE_WIDTH_MAX ? width : CHOICE_WIDTH_MAX;
}

XlsxTable *xlsx_table_new(Arena *arena, XlsxBook *book, const Dataset *dataset, size_t table_ix, const ExportOptions *options,
                          ExportReport *report) {
  const Table *of = &dataset->tables[table_ix];
  const Str *headings = headings_make(arena, dataset, of, options->labels);
  TableColumn *columns = ARENA_ARRAY(arena, TableColumn, of->count);
  XlsxColumn *looks = ARENA_ARRAY(arena, XlsxColumn, of->count);
  for (size_t v = 0; v < of->count; v++) {
    columns[v].variable = &of->variables[v];
    if (options->labels && of->variables[v].kind == VARIABLE_CHOICE) label_choices(arena, dataset, &of->variables[v], &columns[v]);
    if (options->labels && of->variables[v].kind == VARIABLE_NAMES) label_parts(arena, dataset, of, v, &columns[v]);
    looks[v] = (XlsxColumn){headings[v], width_of(&columns[v], v == 0)};
  }
  XlsxTable *table = ARENA_NEW(arena, XlsxTable);
  *table = (XlsxTable){.columns = columns, .count = of->count, .warnings = options->warnings, .report = report};
  table->sheet = xlsx_sheet_new(book, table_ix > 0 ? of->name : dataset->form_id, looks, of->count);
  table->joined = buffer_new(arena);
  return table;
}

void xlsx_table_add(XlsxTable *table, const RecordRow *row) {
  xlsx_sheet_begin_row(table->sheet);
  for (size_t c = 0; c < table->count; c++) {
    const Cell cell = {table, c, &row->data[c], row};
    const CellKind *kind = &kinds[table->columns[c].variable->kind];
    if (cell.datum->state == DATUM_SKIPPED)
      write_string(&cell, STR("#skipped"));
    else if (cell.datum->state == DATUM_WRONG)
      write_answer(&cell, cell.datum->text);
    else if (cell.datum->state == DATUM_ANSWERED)
      kind->write(&cell, kind->style);
  }
}

Str xlsx_table_sheet(const XlsxTable *table) {
  return xlsx_sheet_name(table->sheet);
}

void xlsx_table_end(XlsxTable *table) {
  xlsx_sheet_end(table->sheet);
}
