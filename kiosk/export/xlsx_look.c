#include "xlsx_look.h"

#include "xlsx_text.h"

enum {
  INK_QUIET = 0x767676, /* the lightest grey that is still read on white (WCAG 2.1, 4.5 : 1) */
  LINE = 0x8EA3B8,
  GAP = 0xFFFFFF,
  FILL_HEADING = 0xDCE6F0,
  FILL_ASIDE = 0xECECEC,
  FILL_BAND = 0xF2F6FA,
  PAPER_A4 = 9,            /* ECMA-376, 18.3.1.63 */
  ORDER_RIGHT_TO_LEFT = 2, /* 18.8.1 */
  PAGE_LETTERS = 220,      /* beside each other on A4 across, at two thirds of their size */
  TITLE_LETTERS_MAX = 100,
};

static const double margin_inches = 0.5, foot_inches = 0.75;

typedef struct StyleLook {
  const char *number_format;
  bool number; /* stands at the line's end, a little off it: a text begins there */
  bool quiet, wrapped, band;
  bool cut; /* longer than its column, by design: a line parts it from what comes */
} StyleLook;

static const StyleLook looks[] = {
    [XLSX_PLAIN] = {0},
    [XLSX_QUIET] = {.quiet = true},
    [XLSX_KEY] = {.quiet = true, .cut = true},
    [XLSX_QUIET_NUMBER] = {.number = true, .quiet = true},
    [XLSX_NUMBER] = {.number = true},
    [XLSX_WHOLE] = {"0", .number = true},
    [XLSX_DATE] = {"yyyy-mm-dd", .number = true},
    [XLSX_TIME] = {"hh:mm:ss", .number = true},
    [XLSX_DATETIME] = {"yyyy-mm-dd hh:mm:ss", .number = true},
    [XLSX_FACT] = {.wrapped = true},
    [XLSX_FACT_QUIET] = {.quiet = true, .wrapped = true},
    [XLSX_FACT_WHOLE] = {"0", .number = true, .wrapped = true},
    [XLSX_BAND] = {.wrapped = true, .band = true},
};
_Static_assert(COUNT_OF(looks) == XLSX_STYLE_COUNT, "every style has its look");

static void stand_at_the_end(lxw_format *format, bool right_to_left) {
  format_set_align(format, right_to_left ? LXW_ALIGN_LEFT : LXW_ALIGN_RIGHT);
  format_set_indent(format, 1);
}

/* Where columns begin at the right, some programs would still have a text begin where its own letters do; which is right for what shows
 * its beginning only. */
static void stand_at_the_begin(lxw_format *format, bool right_to_left, bool cut) {
  if (right_to_left) format_set_align(format, cut ? LXW_ALIGN_LEFT : LXW_ALIGN_RIGHT);
}

/* Sentences in the book's language, where answers may be in any. */
static void wrap(lxw_format *format, bool right_to_left) {
  format_set_text_wrap(format);
  format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  if (right_to_left) format_set_reading_order(format, ORDER_RIGHT_TO_LEFT);
}

static void draw_line_at_the_end(lxw_format *format, bool right_to_left, lxw_color_t color) {
  if (right_to_left) {
    format_set_left(format, LXW_BORDER_THIN);
    format_set_left_color(format, color);
  } else {
    format_set_right(format, LXW_BORDER_THIN);
    format_set_right_color(format, color);
  }
}

static lxw_format *new_style(const XlsxBook *book, const StyleLook *look) {
  lxw_format *format = workbook_add_format(book->workbook);
  if (look->number_format != NULL) format_set_num_format(format, look->number_format);
  if (look->number)
    stand_at_the_end(format, book->right_to_left);
  else
    stand_at_the_begin(format, book->right_to_left, look->cut);
  if (look->cut) draw_line_at_the_end(format, book->right_to_left, LINE);
  if (look->quiet) format_set_font_color(format, INK_QUIET);
  if (look->wrapped) wrap(format, book->right_to_left);
  if (look->band) {
    format_set_bg_color(format, FILL_BAND);
    format_set_top(format, LXW_BORDER_THIN);
    format_set_top_color(format, LINE);
  }
  return format;
}

static lxw_format *new_heading(const XlsxBook *book, lxw_color_t fill) {
  lxw_format *format = workbook_add_format(book->workbook);
  format_set_bold(format);
  wrap(format, book->right_to_left);
  format_set_bg_color(format, fill);
  stand_at_the_begin(format, book->right_to_left, false);
  draw_line_at_the_end(format, book->right_to_left, GAP);
  format_set_bottom(format, LXW_BORDER_MEDIUM);
  format_set_bottom_color(format, LINE);
  return format;
}

void xlsx_look_make(XlsxBook *book) {
  book->heading = new_heading(book, FILL_HEADING);
  book->heading_aside = new_heading(book, FILL_ASIDE);
  for (size_t s = 0; s < XLSX_STYLE_COUNT; s++)
    if (s != XLSX_PLAIN || book->right_to_left) book->styles[s] = new_style(book, &looks[s]);
}

/* A & in it would begin an instruction. */
static void put_title(Sink *out, Buffer *scratch, Str title) {
  bool cut;
  for (const char *c = xlsx_text(scratch, title, TITLE_LETTERS_MAX, &cut); *c != '\0'; c++)
    sink_bytes(out, *c == '&' ? "&&" : c, *c == '&' ? 2 : 1);
}

static void put_header_and_footer(const XlsxBook *book, lxw_worksheet *worksheet) {
  Buffer buffer = buffer_new(book->arena), scratch = buffer_new(book->arena);
  Sink header = sink_to_buffer(&buffer);
  sink_z(&header, book->right_to_left ? "&R" : "&L");
  put_title(&header, &scratch, book->title);
  worksheet_set_header(worksheet, buffer.bytes);
  worksheet_set_footer(worksheet, book->right_to_left ? "&R&A&L&P / &N" : "&L&A&R&P / &N");
}

bool xlsx_look_is_wrapped(XlsxStyle style) {
  return looks[style].wrapped;
}

void xlsx_look_page(const XlsxBook *book, lxw_worksheet *worksheet, XlsxUse use, double width) {
  const int pages = use == XLSX_FOR_READING ? 1 : 1 + (int)((width - 1) / PAGE_LETTERS);
  worksheet_set_landscape(worksheet);
  worksheet_set_paper(worksheet, PAPER_A4);
  worksheet_set_margins(worksheet, margin_inches, margin_inches, foot_inches, foot_inches);
  worksheet_fit_to_pages(worksheet, (uint16_t)pages, 0);
  worksheet_gridlines(worksheet, use == XLSX_FOR_READING ? LXW_HIDE_ALL_GRIDLINES : LXW_SHOW_ALL_GRIDLINES);
  worksheet_repeat_rows(worksheet, 0, 0);
  if (pages > 1) worksheet_repeat_columns(worksheet, 0, 0);
  if (book->right_to_left) worksheet_right_to_left(worksheet);
  put_header_and_footer(book, worksheet);
}
