#include "sheet.h"

#include <stdlib.h>
#include <string.h>

#include "codes.h"
#include "reference.h"
#include "rich_text.h"

enum { ROWS_MAX = 200 * 1000, FIRST_CAPACITY = 1024 };

typedef struct FoundCell {
  int row;
  int order; /* of its coming in the file */
  Cell cell;
} FoundCell;

typedef struct SheetReading {
  SheetSource *source;
  const Sheet *sheet;
  bool in_data;
  int row, column; /* where the reading stands; cells and rows without a reference follow on the one before */
  int row_count;   /* with a filled cell */
  FoundCell *found;
  size_t count, capacity;
  bool sorted;
  char type[16]; /* of the open cell: its t */
  int64_t format_ix;
  bool has_formula, has_value, in_value, in_inline;
  RichText text;
  FoundCell first_stale; /* the first formula without a result */
  size_t stale_count;
} SheetReading;

static Place place_of(const SheetReading *reading, int row, int column) {
  return (Place){.file = reading->source->package->file, .sheet = reading->sheet->name.ptr, .line = row, .column = column};
}

static bool fail_at(const SheetReading *reading, const char *code, Str what, Str remedy) {
  diags_add(reading->source->package->diags, DIAG_ERROR, code, place_of(reading, reading->row, reading->column), what, remedy);
  return false;
}

static bool fail_reference(const SheetReading *reading, const char *reference) {
  Arena *arena = reading->source->package->arena;
  return fail_at(reading, WORKBOOK_CODE_REFERENCE,
                 arena_printf(arena, "the file has a cell or row called \"%.40s\", and no sheet has such a one", reference),
                 STR("open it in a spreadsheet program and save it as .xlsx"));
}

static bool start_row(SheetReading *reading, const char *const *attributes) {
  const char *reference = xml_attribute(attributes, "r");
  reading->column = 0;
  if (reference == NULL) {
    if (reading->row++ < SHEET_ROWS_MAX) return true;
    return fail_reference(reading, "1048577");
  }
  return reference_row(reference, &reading->row) || fail_reference(reading, reference);
}

static bool start_cell(SheetReading *reading, const char *const *attributes) {
  const char *reference = xml_attribute(attributes, "r"), *type = xml_attribute(attributes, "t");
  const char *format = xml_attribute(attributes, "s");
  reading->has_formula = reading->has_value = reading->in_value = reading->in_inline = false;
  rich_text_clear(&reading->text);
  snprintf(reading->type, sizeof reading->type, "%s", type ? type : "n");
  if (!str_to_int64(str_from(format), &reading->format_ix)) reading->format_ix = 0;
  if (reference != NULL) return reference_cell(reference, &reading->row, &reading->column) || fail_reference(reading, reference);
  if (reading->row == 0) reading->row = 1;
  return reading->column++ < SHEET_COLUMNS_MAX || fail_reference(reading, "XFE");
}

static bool start(void *context, const char *name, const char *const *attributes) {
  SheetReading *reading = context;
  if (strcmp(name, "sheetData") == 0) reading->in_data = true;
  if (!reading->in_data) return true;
  if (strcmp(name, "row") == 0) return start_row(reading, attributes);
  if (strcmp(name, "c") == 0) return start_cell(reading, attributes);
  if (strcmp(name, "f") == 0) reading->has_formula = true;
  if (strcmp(name, "v") == 0) reading->has_value = reading->in_value = true;
  if (strcmp(name, "is") == 0) reading->has_value = reading->in_inline = true;
  if (reading->in_inline) rich_text_start(&reading->text, name);
  return true;
}

static bool text(void *context, Str words) {
  SheetReading *reading = context;
  if (reading->in_inline)
    rich_text_add(&reading->text, words);
  else if (reading->in_value)
    rich_text_append(&reading->text, words);
  return true;
}

static bool too_long(const SheetReading *reading) {
  return fail_at(reading, WORKBOOK_CODE_LIMIT, STR("this cell holds more than 128 KiB of text"), STR("shorten it"));
}

static bool read_shared(const SheetReading *reading, Cell *cell) {
  int64_t ix;
  const SharedStrings *strings = &reading->source->strings;
  Str written = buffer_view(&reading->text.buffer);
  if (!str_to_int64(str_trim(written), &ix) || ix < 0 || (size_t)ix >= strings->count)
    return fail_at(reading, WORKBOOK_CODE_DAMAGED, STR("the text of this cell is missing from the file"),
                   STR("open it in a spreadsheet program, mend the cell and save it as .xlsx"));
  if (strings->items[ix].too_long) return too_long(reading);
  cell->text = (Str){strings->items[ix].bytes, strings->items[ix].count};
  return true;
}

static Str boolean_text(Str written) {
  return str_is(written, "1") || str_is(written, "true") ? STR("TRUE") : STR("FALSE");
}

/* The cell's text from its type (18.18.11) and what stands in it. */
static bool read_cell(const SheetReading *reading, Cell *cell) {
  Arena *arena = reading->source->package->arena;
  const char *type = reading->type;
  Str written = buffer_view(&reading->text.buffer);
  cell->column = reading->column;
  cell->error = strcmp(type, "e") == 0;
  if (reading->text.too_long) return too_long(reading);
  if (written.len == 0) return true;
  if (strcmp(type, "s") == 0) return read_shared(reading, cell);
  if (strcmp(type, "b") == 0)
    cell->text = boolean_text(str_trim(written));
  else if (strcmp(type, "n") == 0)
    cell->text =
        number_date_text(arena, written, styles_kind(&reading->source->styles, reading->format_ix), reading->source->from_1904);
  else /* str, inlineStr, e, d */
    cell->text = rich_text_dup(&reading->text, arena);
  return true;
}

static void grow(SheetReading *reading) {
  if (reading->count < reading->capacity) return;
  reading->capacity = reading->capacity > 0 ? reading->capacity * 2 : FIRST_CAPACITY;
  FoundCell *found = ARENA_ARRAY(reading->source->scratch, FoundCell, reading->capacity);
  if (reading->found != NULL) memcpy(found, reading->found, reading->count * sizeof *found);
  reading->found = found;
}

static int by_position(const void *a, const void *b) {
  const FoundCell *left = a, *right = b;
  int rows = (left->row > right->row) - (left->row < right->row);
  return rows != 0 ? rows : (left->cell.column > right->cell.column) - (left->cell.column < right->cell.column);
}

static bool keep(SheetReading *reading, Cell cell) {
  if (reading->source->cells_left == 0)
    return fail_at(reading, WORKBOOK_CODE_LIMIT, STR("the workbook has more than 2,000,000 filled cells"),
                   STR("keep only the sheets and rows that the form needs"));
  const FoundCell *last = reading->found != NULL ? &reading->found[reading->count - 1] : NULL;
  FoundCell now = {reading->row, (int)reading->count, cell};
  if ((last == NULL || last->row != now.row) && reading->row_count++ == ROWS_MAX)
    return fail_at(reading, WORKBOOK_CODE_LIMIT, STR("the sheet has more than 200,000 filled rows"),
                   STR("keep only the rows that the form needs"));
  reading->sorted = reading->sorted && (last == NULL || by_position(last, &now) < 0);
  grow(reading);
  BUG_UNLESS(reading->found != NULL);
  reading->found[reading->count++] = now;
  reading->source->cells_left--;
  return true;
}

static bool end_cell(SheetReading *reading) {
  Cell cell = {.column = 0};
  if (reading->has_formula && !reading->has_value && reading->stale_count++ == 0)
    reading->first_stale = (FoundCell){.row = reading->row, .cell = {.column = reading->column}};
  return read_cell(reading, &cell) && (cell.text.len == 0 || keep(reading, cell));
}

static bool end(void *context, const char *name) {
  SheetReading *reading = context;
  if (reading->in_inline) rich_text_end(&reading->text, name);
  if (strcmp(name, "sheetData") == 0) reading->in_data = false;
  if (strcmp(name, "v") == 0) reading->in_value = false;
  if (strcmp(name, "is") == 0) reading->in_inline = false;
  return !reading->in_data || strcmp(name, "c") != 0 || end_cell(reading);
}

/* Once a sheet: where one formula has no result, most have none. */
static void warn_of_stale(const SheetReading *reading) {
  if (reading->stale_count == 0) return;
  Arena *arena = reading->source->package->arena;
  Str others = reading->stale_count == 1 ? STR("")
                                         : arena_printf(arena, ", nor %s %zu more of this sheet",
                                                        reading->stale_count == 2 ? "has" : "have", reading->stale_count - 1);
  diags_add(
      reading->source->package->diags, DIAG_WARNING, WORKBOOK_CODE_FORMULA,
      place_of(reading, reading->first_stale.row, reading->first_stale.cell.column),
      arena_printf(arena, "the formula in this cell has no result in the file" STR_FMT ", and so reads as empty", STR_ARG(others)),
      STR("open the workbook in a spreadsheet program, which works it out, and save it"));
}

static int by_position_and_order(const void *a, const void *b) {
  const FoundCell *left = a, *right = b;
  int position = by_position(a, b);
  return position != 0 ? position : left->order - right->order;
}

/* Of several cells in one place the last counts. */
static size_t drop_repeated(FoundCell *found, size_t count) {
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) {
    bool repeated = kept > 0 && by_position(&found[kept - 1], &found[i]) == 0;
    found[repeated ? kept - 1 : kept++] = found[i];
  }
  return kept;
}

static void sort_found(SheetReading *reading) {
  if (reading->sorted) return;
  qsort(reading->found, reading->count, sizeof *reading->found, by_position_and_order);
  reading->count = drop_repeated(reading->found, reading->count);
}

static size_t count_rows(const FoundCell *found, size_t count) {
  size_t rows = 0;
  for (size_t i = 0; i < count; i++)
    rows += i == 0 || found[i].row != found[i - 1].row;
  return rows;
}

static void build_rows(const SheetReading *reading, Sheet *sheet) {
  Arena *arena = reading->source->package->arena;
  Row *rows = ARENA_ARRAY(arena, Row, count_rows(reading->found, reading->count));
  Cell *cells = ARENA_ARRAY(arena, Cell, reading->count);
  for (size_t i = 0; i < reading->count; i++) {
    cells[i] = reading->found[i].cell;
    if (i == 0 || reading->found[i].row != reading->found[i - 1].row)
      rows[sheet->count++] = (Row){.number = reading->found[i].row, .cells = &cells[i]};
    rows[sheet->count - 1].count++;
  }
  sheet->rows = rows;
}

bool sheet_read(SheetSource *source, Str part, Sheet *sheet) {
  static const XmlHandler HANDLER = {.start = start, .end = end, .text = text};
  SheetReading reading = {.source = source, .sheet = sheet, .sorted = true, .text = rich_text_new(source->scratch)};
  bool read = package_read(source->package, part, &HANDLER, &reading);
  sort_found(&reading);
  build_rows(&reading, sheet);
  warn_of_stale(&reading);
  return read;
}
