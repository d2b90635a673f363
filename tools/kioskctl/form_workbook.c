#include "form_workbook.h"

#include <string.h>

#include <xlsxwriter.h>

enum {
  CELL_LETTERS_MAX = 32767,
  WIDTH_MIN = 8, /* letters */
  WIDTH_MAX = 48,
  CREATED = 1577836800 /* 2020-01-01: any fixed moment, so that equal forms give equal files */
};

typedef struct SheetWriting {
  Arena *arena;
  const FormSheet *sheet;
  lxw_worksheet *worksheet;
  lxw_col_t *places; /* by column: where it is written; unused ones have none */
  size_t *widths;    /* by column: the longest line in letters */
} SheetWriting;

static size_t longest_line(Str text) {
  size_t longest = 0;
  while (text.len > 0) {
    const char *end = memchr(text.ptr, '\n', text.len);
    Str line = {text.ptr, end ? (size_t)(end - text.ptr) : text.len};
    size_t letters = str_count_cp(line);
    if (letters > longest) longest = letters;
    text = end ? (Str){end + 1, text.len - line.len - 1} : (Str){0};
  }
  return longest;
}

static void measure(SheetWriting *writing, size_t column_ix, Str text) {
  size_t width = longest_line(text);
  if (width > writing->widths[column_ix]) writing->widths[column_ix] = width;
}

static bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

/* _x0041_ stands for a letter in a workbook (ST_Xstring); who means it to the letter writes its first sign so. The library does that for
 * control characters only. */
static bool looks_like_escape(Str text, size_t at) {
  const char *s = text.ptr + at;
  return text.len - at >= 7 && s[0] == '_' && s[1] == 'x' && is_hex(s[2]) && is_hex(s[3]) && is_hex(s[4]) && is_hex(s[5]) &&
         s[6] == '_';
}

static const char *escaped(Arena *arena, Str text) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < text.len; i++)
    if (looks_like_escape(text, i))
      sink_z(&sink, "_x005F_");
    else
      sink_bytes(&sink, &text.ptr[i], 1);
  return buffer.bytes;
}

static Status write_cell(SheetWriting *writing, lxw_row_t row, const SheetCell *cell, Err *err) {
  lxw_col_t column = writing->places[cell->column_ix];
  double number;
  if (str_count_cp(cell->text) > CELL_LETTERS_MAX)
    return err_set(err, STATUS_INPUT, "cell-too-long",
                   "a text under " STR_FMT " is longer than the 32,767 letters that fit in a cell; shorten it",
                   STR_ARG(writing->sheet->columns[cell->column_ix].heading));
  measure(writing, cell->column_ix, cell->text);
  lxw_error error = cell->number && str_to_double(cell->text, &number)
                        ? worksheet_write_number(writing->worksheet, row, column, number, NULL)
                        : worksheet_write_string(writing->worksheet, row, column, escaped(writing->arena, cell->text), NULL);
  if (error == LXW_NO_ERROR) return STATUS_OK;
  return err_set(err, STATUS_INPUT, "sheet-too-large", "the sheet %s does not hold the form: %s", writing->sheet->name,
                 lxw_strerror(error));
}

static void write_headings(SheetWriting *writing, lxw_format *format) {
  lxw_col_t next = 0;
  for (size_t i = 0; i < writing->sheet->column_count; i++) {
    const SheetColumn *column = &writing->sheet->columns[i];
    if (!column->used) continue;
    writing->places[i] = next++;
    measure(writing, i, column->heading);
    worksheet_write_string(writing->worksheet, 0, writing->places[i], escaped(writing->arena, column->heading), format);
  }
}

static void set_widths(const SheetWriting *writing) {
  for (size_t i = 0; i < writing->sheet->column_count; i++) {
    if (!writing->sheet->columns[i].used) continue;
    size_t width = writing->widths[i] + 2;
    if (width < WIDTH_MIN) width = WIDTH_MIN;
    if (width > WIDTH_MAX) width = WIDTH_MAX;
    worksheet_set_column(writing->worksheet, writing->places[i], writing->places[i], (double)width, NULL);
  }
}

static Status write_sheet(Arena *arena, lxw_workbook *workbook, lxw_format *format, const FormSheet *sheet, Err *err) {
  SheetWriting writing = {.arena = arena,
                          .sheet = sheet,
                          .worksheet = workbook_add_worksheet(workbook, sheet->name),
                          .places = ARENA_ARRAY(arena, lxw_col_t, sheet->column_count),
                          .widths = ARENA_ARRAY(arena, size_t, sheet->column_count)};
  BUG_UNLESS(writing.worksheet != NULL);
  write_headings(&writing, format);
  Status status = STATUS_OK;
  for (size_t r = 0; r < sheet->row_count && status == STATUS_OK; r++)
    for (size_t c = 0; c < sheet->rows[r].count && status == STATUS_OK; c++)
      status = write_cell(&writing, (lxw_row_t)(r + 1), &sheet->rows[r].cells[c], err);
  set_widths(&writing);
  worksheet_freeze_panes(writing.worksheet, 1, 0);
  return status;
}

Status form_workbook_write(const FormSheets *sheets, const char *path, Err *err) {
  lxw_workbook *workbook = workbook_new(path);
  if (workbook == NULL) BUG("out of memory");
  lxw_doc_properties properties = {.created = CREATED};
  workbook_set_properties(workbook, &properties);
  lxw_format *format = workbook_add_format(workbook);
  format_set_bold(format);
  Arena *arena = arena_new(0);
  Status status = STATUS_OK;
  for (size_t i = 0; i < sheets->count && status == STATUS_OK; i++)
    status = write_sheet(arena, workbook, format, &sheets->items[i], err);
  arena_free(arena);
  lxw_error error = workbook_close(workbook); /* writes, and frees */
  if (status != STATUS_OK || error == LXW_NO_ERROR) return status;
  return err_set(err, STATUS_WORLD, "out-path", "cannot write %s: %s; choose another --out, or make space or permission there",
                 path, lxw_strerror(error));
}
