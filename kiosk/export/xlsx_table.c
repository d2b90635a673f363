#include "xlsx_table.h"

#include "codebook_facts.h"
#include "readable.h"
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
  EXACT_DIGITS = 15,  /* that Excel keeps of a number */
  UNASKED_WIDTH = 16, /* what a form knows by itself is short */
};

struct XlsxTable {
  XlsxSheet *sheet;
  const Dataset *dataset;
  const Table *of;
  const ExportOptions *options;
  ExportReport *report;
  size_t cuts;
  Arena *row_arena; /* for labels; rewound for each row */
};

typedef struct Cell {
  XlsxTable *table;
  size_t column_ix;
  const Datum *datum;
  const RecordRow *row;
} Cell;

static void write_string(const Cell *cell, Str text, XlsxStyle style) {
  XlsxTable *table = cell->table;
  if (xlsx_sheet_text(table->sheet, cell->column_ix, text, style)) return;
  table->report->bad_values++;
  if (table->cuts++ < WARNED_CUTS_MAX)
    warning_add(table->options->warnings,
                "response " STR_FMT ": the text of " STR_FMT " is longer than a cell of Excel takes, and is cut",
                STR_ARG(cell->row->data[0].text), STR_ARG(table->of->variables[cell->column_ix].header));
}

/* A visitor may well have written what is our own mark. */
static void write_answer(const Cell *cell, Str text) {
  write_string(cell, str_is(text, "#skipped") ? STR("'#skipped") : text, XLSX_PLAIN);
}

static void write_text(const Cell *cell, XlsxStyle style) {
  (void)style;
  write_answer(cell, cell->datum->text);
}

static void write_key(const Cell *cell) {
  write_string(cell, cell->datum->text, XLSX_KEY);
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

static Str shown(const Cell *cell) {
  const XlsxTable *table = cell->table;
  if (!table->options->labels) return cell->datum->text;
  return readable_datum(table->row_arena, table->dataset, table->of, cell->column_ix, cell->datum);
}

static void write_names(const Cell *cell, XlsxStyle style) {
  (void)style;
  write_answer(cell, shown(cell));
}

/* Of 0 to 10 a mean is taken. 01 is no number: what it would be shown as is another text. */
static bool is_plain_number(Arena *arena, Str text, double *number) {
  return text.len <= EXACT_DIGITS && str_to_double(text, number) && str_equal(number_to_str(arena, *number), text);
}

static void write_choice(const Cell *cell, XlsxStyle style) {
  const XlsxTable *table = cell->table;
  double number;
  if (is_plain_number(table->row_arena, shown(cell), &number))
    xlsx_sheet_number(table->sheet, cell->column_ix, number, XLSX_NUMBER);
  else
    write_names(cell, style);
}

typedef struct CellKind {
  void (*write)(const Cell *cell, XlsxStyle style);
  XlsxStyle style;
  double width; /* letters */
} CellKind;

static const CellKind kinds[] = {
    [VARIABLE_TEXT] = {write_text, XLSX_PLAIN, 32},     [VARIABLE_NAMES] = {write_names, XLSX_PLAIN, 26},
    [VARIABLE_INTEGER] = {write_number, XLSX_WHOLE, 9}, [VARIABLE_DECIMAL] = {write_number, XLSX_NUMBER, 10},
    [VARIABLE_CHOICE] = {write_choice, XLSX_PLAIN, 10}, [VARIABLE_FLAG] = {write_number, XLSX_WHOLE, 8},
    [VARIABLE_PLACE] = {write_number, XLSX_WHOLE, 8},   [VARIABLE_DATE] = {write_date, XLSX_DATE, 12},
    [VARIABLE_TIME] = {write_time, XLSX_TIME, 10},      [VARIABLE_DATETIME] = {write_datetime, XLSX_DATETIME, 20}};
_Static_assert(COUNT_OF(kinds) == VARIABLE_KIND_COUNT, "every kind of variable has its cells");

/* As wide as the longest of a question's choices. */
static double choices_width(const XlsxTable *table, const Variable *variable) {
  size_t longest = 0;
  for (size_t i = 0; i < variable->value_count; i++) {
    const VariableValue *value = &variable->values[i];
    const Str label = table->options->labels ? label_in(value->label, table->dataset->language) : value->name;
    const size_t letters = str_count_cp(label);
    if (letters > longest) longest = letters;
  }
  return longest + 2 < CHOICE_WIDTH_MAX ? (double)longest + 2 : CHOICE_WIDTH_MAX;
}

static double width_of(const XlsxTable *table, size_t variable_ix) {
  const Variable *variable = &table->of->variables[variable_ix];
  const double width = kinds[variable->kind].width;
  const Question *question = variable_origin(dataset_of(table->dataset, variable), variable).question;
  if (variable_ix == 0) return KEY_WIDTH;
  if (variable->path.len == 0 && variable->kind == VARIABLE_TEXT) return OWN_WIDTH;
  if (variable->kind == VARIABLE_TEXT && question != NULL && question->kind != QUESTION_TEXT) return UNASKED_WIDTH;
  if (variable->kind == VARIABLE_NAMES && table->options->labels) return CHOICE_WIDTH_MAX;
  if (variable->kind != VARIABLE_CHOICE) return width;
  const double choices = choices_width(table, variable);
  return choices > width ? choices : width;
}

XlsxTable *xlsx_table_new(Arena *arena, XlsxBook *book, const Dataset *dataset, size_t table_ix, const ExportOptions *options,
                          ExportReport *report) {
  XlsxTable *table = ARENA_NEW(arena, XlsxTable);
  const Table *of = &dataset->tables[table_ix];
  *table = (XlsxTable){.dataset = dataset, .of = of, .options = options, .report = report, .row_arena = arena_new(0)};
  const Str *readable = options->labels ? readable_headers(arena, dataset, of) : NULL;
  XlsxColumn *columns = ARENA_ARRAY(arena, XlsxColumn, of->count);
  for (size_t v = 0; v < of->count; v++)
    columns[v] = (XlsxColumn){.heading = readable != NULL ? readable[v] : of->variables[v].header,
                              .width = width_of(table, v),
                              .aside = variable_is_key(&of->variables[v])};
  table->sheet = xlsx_sheet_new(book, XLSX_FOR_DATA, table_ix > 0 ? of->name : dataset->form_id, columns, of->count);
  return table;
}

static void write_datum(const Cell *cell) {
  const CellKind *kind = &kinds[cell->table->of->variables[cell->column_ix].kind];
  const Datum *datum = cell->datum;
  if (datum->state == DATUM_NOT_ASKED) return;
  if (cell->column_ix == 0)
    write_key(cell);
  else if (datum->state == DATUM_SKIPPED)
    write_string(cell, STR("#skipped"), kind->style == XLSX_PLAIN ? XLSX_QUIET : XLSX_QUIET_NUMBER);
  else if (datum->state == DATUM_WRONG)
    write_answer(cell, datum->text);
  else
    kind->write(cell, kind->style);
}

void xlsx_table_add(XlsxTable *table, const RecordRow *row) {
  arena_rewind(table->row_arena);
  xlsx_sheet_begin_row(table->sheet);
  for (size_t c = 0; c < table->of->count; c++)
    write_datum(&(Cell){table, c, &row->data[c], row});
}

Str xlsx_table_sheet(const XlsxTable *table) {
  return xlsx_sheet_name(table->sheet);
}

void xlsx_table_end(XlsxTable *table) {
  xlsx_sheet_end(table->sheet);
  arena_free(table->row_arena);
}
