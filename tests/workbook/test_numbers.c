/* Numbers as the sheet shows them, dates as ISO text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "parts.h"

typedef struct Case {
  const char *written, *text;
} Case;

static const Case plain[] = {
    {"1", "1"},
    {"1.0", "1"},
    {"-0", "0"},
    {"0.0", "0"},
    {"+7", "7"},
    {"007.50", "7.5"},
    {".5", "0.5"},
    {"-0.05", "-0.05"},
    {"100", "100"},
    {"1E+05", "100000"},
    {"1.5e-3", "0.0015"},
    {"2026112101", "2026112101"},
    {"0.30000000000000004", "0.3"},
    {"0.99999999999999989", "1"},
    {"9.9999999999999995E+22", "100000000000000000000000"},
    {"2.4999999999999996", "2.5"},
    {"1.0049999999999999", "1.005"},
    {"123456789012345678", "123456789012346000"},
    {"3.1415926535897931", "3.14159265358979"},
    {"1E+999", "1E+999"},
    {"1E", "1E"},
    {"1.#QNAN", "1.#QNAN"},
    {"abc", "abc"},
};

/* Formats: 0 general, 1 built-in date, 2 built-in time, 3 built-in date and time, then those below. */
#define CUSTOM_FORMATS                                                                                                             \
  "<numFmts count='8'><numFmt numFmtId='164' formatCode='[$-409]d\\-mmm\\-yy;@'/><numFmt numFmtId='165' formatCode='[h]:mm'/>"     \
  "<numFmt numFmtId='166' formatCode='0.00\" days\"'/><numFmt numFmtId='167' formatCode='[Red]0;[Blue]d'/>"                        \
  "<numFmt numFmtId='168' formatCode='mmm'/><numFmt numFmtId='169' formatCode='mm:ss'/>"                                           \
  "<numFmt numFmtId='170' formatCode='yyyy\\-mm\\-dd\\ h:mm\\ AM/PM'/><numFmt numFmtId='171' formatCode='_-* "                     \
  "#,##0.00_d'/></numFmts>"
#define STYLES                                                                                                                     \
  "<styleSheet xmlns='" SHEET_NAMESPACE "'>" CUSTOM_FORMATS                                                                        \
  "<cellStyleXfs count='1'><xf numFmtId='14'/></cellStyleXfs><cellXfs count='12'><xf numFmtId='0'/><xf numFmtId='14'/>"            \
  "<xf numFmtId='20'/><xf numFmtId='22'/><xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='166'/><xf numFmtId='167'/>"         \
  "<xf numFmtId='168'/><xf numFmtId='169'/><xf numFmtId='170'/><xf numFmtId='171'/></cellXfs></styleSheet>"

typedef struct DatedCase {
  const char *written;
  int format;
  bool from_1904;
  const char *text;
} DatedCase;

static const DatedCase dated[] = {
    {"46347", 0, false, "46347"},
    {"46347", 1, false, "2026-11-21"},
    {"46347.75", 1, false, "2026-11-21"},
    {"44885", 1, true, "2026-11-21"},
    {"0.58680555555555558", 2, false, "14:05:00"},
    {"46347.58680555555", 3, false, "2026-11-21T14:05:00"},
    {"46347", 3, false, "2026-11-21T00:00:00"},
    {"46347.999999999", 3, false, "2026-11-22T00:00:00"},
    {"0.25", 3, false, "06:00:00"},
    {"46347", 4, false, "2026-11-21"},
    {"1.5", 5, false, "1.5"}, /* 36 hours are no time of day */
    {"0.5", 5, false, "12:00:00"},
    {"2", 6, false, "2"},
    {"2", 7, false, "2"},
    {"46347", 8, false, "2026-11-21"},
    {"0.5", 9, false, "12:00:00"},
    {"46347.5", 10, false, "2026-11-21T12:00:00"},
    {"2", 11, false, "2"},
    {"1", 1, false, "1900-01-01"},
    {"59", 1, false, "1900-02-28"},
    {"61", 1, false, "1900-03-01"},
    {"0", 1, false, "0"},
    {"-1", 1, false, "-1"},
    {"2958465", 1, false, "9999-12-31"},
    {"2958466", 1, false, "2958466"},
    {"1E+300", 1, false, NULL}, /* a plain number, however long */
    {"5", 99, false, "5"},
};

static Str only_cell(Arena *arena, const Parts *parts) {
  Diags diags = diags_new(arena);
  Workbook workbook;
  assert_true(workbook_read(arena, parts_zip(arena, parts), "test.xlsx", &diags, &workbook));
  assert_int_equal(diags.count, 0);
  assert_int_equal(workbook.sheets[0].rows[0].count, 1);
  return workbook.sheets[0].rows[0].cells[0].text;
}

static void numbers_are_the_shortest_text(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(plain); i++) {
    Arena *arena = arena_new(0);
    Parts parts = parts_of_sheet(arena, arena_printf(arena, "<row><c><v>%s</v></c></row>", plain[i].written));
    assert_string_equal(arena_str(arena, only_cell(arena, &parts)).ptr, plain[i].text);
    arena_free(arena);
  }
}

static void dates_are_iso_text(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(dated); i++) {
    Arena *arena = arena_new(0);
    Parts parts =
        parts_of_sheet(arena, arena_printf(arena, "<row><c s='%d'><v>%s</v></c></row>", dated[i].format, dated[i].written));
    parts_set(&parts, "xl/styles.xml", STYLES);
    parts_set(&parts, "xl/_rels/workbook.xml.rels",
              "<Relationships xmlns='" PACKAGE_RELATION "'>"
              "<Relationship Id='rId1' Type='" RELATION_TYPES "/worksheet' Target='worksheets/sheet1.xml'/>"
              "<Relationship Id='rId2' Type='" RELATION_TYPES "/styles' Target='styles.xml'/></Relationships>");
    if (dated[i].from_1904)
      parts_set(&parts, "xl/workbook.xml",
                "<workbook xmlns='" SHEET_NAMESPACE "' xmlns:r='" RELATION_TYPES
                "'><workbookPr date1904='1'/><sheets><sheet name='survey' r:id='rId1'/></sheets></workbook>");
    Str text = arena_str(arena, only_cell(arena, &parts));
    if (dated[i].text)
      assert_string_equal(text.ptr, dated[i].text);
    else
      assert_int_equal(text.len, 301);
    arena_free(arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(numbers_are_the_shortest_text),
      cmocka_unit_test(dates_are_iso_text),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
