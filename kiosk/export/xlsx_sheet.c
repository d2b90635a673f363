#include "warning.h"
#include "xlsx_heading.h"
#include "xlsx_look.h"
#include "xlsx_name.h"
#include "xlsx_text.h"

enum { LINE_POINTS = 15, LOOK_EVERY_ROWS = 4096 };

struct XlsxSheet {
  XlsxBook *book;
  XlsxUse use;
  Str wanted;
  const XlsxColumn *columns;
  size_t count;
  Str first_name;
  XlsxPart *part; /* the last; NULL: the book has failed */
  int parts;
  lxw_row_t row; /* that was begun last; 0: the headings */
  int row_lines;
};

/* How wide all columns are. */
static double make_room(const XlsxSheet *sheet) {
  lxw_worksheet *worksheet = sheet->part->worksheet;
  double all = 0;
  int lines = 1;
  for (size_t c = 0; c < sheet->count; c++) {
    const XlsxColumn *column = &sheet->columns[c];
    const double width = xlsx_heading_width(column->heading, column->width);
    const int needed = xlsx_heading_lines(column->heading, width);
    if (needed > lines) lines = needed;
    all += width;
    worksheet_set_column(worksheet, (lxw_col_t)c, (lxw_col_t)c, width, NULL);
  }
  worksheet_set_row(worksheet, 0, lines * LINE_POINTS + 1, NULL);
  return all;
}

static void write_headings(const XlsxSheet *sheet) {
  const XlsxBook *book = sheet->book;
  lxw_worksheet *worksheet = sheet->part->worksheet;
  xlsx_look_page(book, worksheet, sheet->use, make_room(sheet));
  for (size_t c = 0; c < sheet->count; c++) {
    bool cut;
    const XlsxColumn *column = &sheet->columns[c];
    const char *text = xlsx_text(&sheet->book->scratch, column->heading, book->limits->letters, &cut);
    worksheet_write_string(worksheet, 0, (lxw_col_t)c, text, column->aside ? book->heading_aside : book->heading);
  }
  worksheet_freeze_panes(worksheet, 1, 0);
}

static void begin_part(XlsxSheet *sheet) {
  sheet->row = 0;
  sheet->part = xlsx_book_add_part(sheet->book, xlsx_name(sheet->book, sheet->wanted, ++sheet->parts));
  if (sheet->part != NULL) write_headings(sheet);
}

static void end_part(const XlsxSheet *sheet) {
  if (sheet->part == NULL) return;
  worksheet_autofilter(sheet->part->worksheet, 0, 0, sheet->row, (lxw_col_t)(sheet->count - 1));
  /* Names of choices are texts, also where they are digits, and want no green corner each. */
  worksheet_ignore_errors(sheet->part->worksheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
  xlsx_book_look_after(sheet->book, sheet->part);
}

static void go_on(XlsxSheet *sheet) {
  const XlsxPart *full = sheet->part;
  end_part(sheet);
  begin_part(sheet);
  if (full != NULL && sheet->part != NULL)
    warning_add(sheet->book->warnings,
                "a sheet of Excel has no more than %zu rows: what does not fit into " STR_FMT " is in " STR_FMT,
                sheet->book->limits->rows, STR_ARG(full->name), STR_ARG(sheet->part->name));
}

XlsxSheet *xlsx_sheet_new(XlsxBook *book, XlsxUse use, Str wanted, const XlsxColumn *columns, size_t count) {
  BUG_UNLESS(count > 0 && count <= book->limits->columns);
  XlsxSheet *sheet = ARENA_NEW(book->arena, XlsxSheet);
  *sheet = (XlsxSheet){.book = book, .use = use, .wanted = wanted, .columns = columns, .count = count};
  begin_part(sheet);
  if (sheet->part != NULL) sheet->first_name = sheet->part->name;
  return sheet;
}

Str xlsx_sheet_name(const XlsxSheet *sheet) {
  return sheet->first_name;
}

void xlsx_sheet_begin_row(XlsxSheet *sheet) {
  if (sheet->row + 1 >= sheet->book->limits->rows) go_on(sheet);
  sheet->row++;
  sheet->row_lines = 1;
  if (sheet->part != NULL && sheet->row % LOOK_EVERY_ROWS == 0) xlsx_book_look_after(sheet->book, sheet->part);
}

/* Not every program does it when it opens a workbook. */
static void make_row_high(XlsxSheet *sheet, size_t column_ix, Str text) {
  const int lines = xlsx_text_lines(text, sheet->columns[column_ix].width);
  if (lines <= sheet->row_lines) return;
  sheet->row_lines = lines;
  worksheet_set_row(sheet->part->worksheet, sheet->row, lines * LINE_POINTS, NULL);
}

bool xlsx_sheet_text(XlsxSheet *sheet, size_t column_ix, Str text, XlsxStyle style) {
  if (sheet->part == NULL) return true;
  bool cut;
  const char *z = xlsx_text(&sheet->book->scratch, text, sheet->book->limits->letters, &cut);
  lxw_format *format = sheet->book->styles[style];
  if (xlsx_look_is_wrapped(style)) make_row_high(sheet, column_ix, text);
  BUG_UNLESS(worksheet_write_string(sheet->part->worksheet, sheet->row, (lxw_col_t)column_ix, z, format) == LXW_NO_ERROR);
  return !cut;
}

void xlsx_sheet_number(XlsxSheet *sheet, size_t column_ix, double number, XlsxStyle style) {
  if (sheet->part == NULL) return;
  lxw_format *format = sheet->book->styles[style];
  BUG_UNLESS(worksheet_write_number(sheet->part->worksheet, sheet->row, (lxw_col_t)column_ix, number, format) == LXW_NO_ERROR);
}

void xlsx_sheet_blank(XlsxSheet *sheet, size_t column_ix, XlsxStyle style) {
  if (sheet->part == NULL) return;
  lxw_format *format = sheet->book->styles[style];
  BUG_UNLESS(worksheet_write_blank(sheet->part->worksheet, sheet->row, (lxw_col_t)column_ix, format) == LXW_NO_ERROR);
}

void xlsx_sheet_end(XlsxSheet *sheet) {
  end_part(sheet);
}
