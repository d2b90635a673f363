/* What a cell says, in every way a program writes it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "parts.h"

typedef struct Case {
  const char *rows, *dump;
} Case;

static const Case cells[] = {
    /* cells and rows without references follow on the one before */
    {"<row><c><v>1</v></c><c><v>2</v></c></row><row><c r='C2'><v>3</v></c><c><v>4</v></c></row>", "survey: A1=1 B1=2 C2=3 D2=4"},
    {"<row r='5'><c><v>1</v></c></row><row><c><v>2</v></c></row>", "survey: A5=1 A6=2"},
    {"<row><c r='AA7'><v>1</v></c></row>", "survey: AA7=1"},
    {"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>", "survey: XFD1048576=1"},
    /* in the wrong order; twice in one place */
    {"<row r='2'><c r='B2'><v>4</v></c><c r='A2'><v>3</v></c></row><row r='1'><c r='A1'><v>1</v></c></row>",
     "survey: A1=1 A2=3 B2=4"},
    {"<row r='1'><c r='A1'><v>1</v></c><c r='B1'><v>2</v></c><c r='A1'><v>3</v></c></row>", "survey: A1=3 B1=2"},
    /* empty ones are not there */
    {"<row r='1'><c r='A1' s='3'/><c r='B1' t='str'><v></v></c><c r='C1' t='inlineStr'><is><t/></is></c></row>", "survey:"},
    /* booleans, errors, formulas with their last result */
    {"<row><c t='b'><v>1</v></c><c t='b'><v>0</v></c><c t='e'><v>#REF!</v></c></row>", "survey: A1=TRUE B1=FALSE C1!#REF!"},
    {"<row><c t='str'><f>A2&amp;B2</f><v>a &amp; b</v></c><c><f>1+1</f><v>2</v></c><c t='e'><f>1/0</f><v>#DIV/0!</v></c></row>",
     "survey: A1=a & b B1=2 C1!#DIV/0!"},
    /* inline strings: plain, rich, with a guide to their pronunciation */
    {"<row><c t='inlineStr'><is><t xml:space='preserve'> a </t></is></c></row>", "survey: A1= a "},
    {"<row><c t='inlineStr'><is><r><rPr><b/></rPr><t>Hel</t></r><r><t>lo</t></r><rPh sb='0' eb='1'><t>no</t></rPh></is></c></row>",
     "survey: A1=Hello"},
    /* escapes, also of characters in two halves, and what only looks like one */
    {"<row><c t='str'><v>a_x000D_\nb_x0009_c</v></c></row>", "survey: A1=a\r\nb\tc"},
    {"<row><c t='str'><v>_xD83D__xDE00_ _xD83D_ _x005F_x000D_ _x00_ _xZZZZ_ _x</v></c></row>",
     "survey: A1=\xF0\x9F\x98\x80 \xEF\xBF\xBD _x000D_ _x00_ _xZZZZ_ _x"},
    {"<row><c t='str'><v>_x0000__x001B_</v></c></row>", "survey: A1=\xEF\xBF\xBD\xEF\xBF\xBD"},
    {"<row><c t='str'><v>&#x430;&lt;<![CDATA[<b>]]></v></c></row>", "survey: A1=\xD0\xB0<<b>"},
    /* what is no cell: beside the data, and in other namespaces */
    {"<x:row xmlns:x='urn:x'><x:c><x:v>9</x:v></x:c></x:row><row><c><v>1</v><extLst "
     "xmlns:x='urn:x'><x:v>9</x:v></extLst></c></row>",
     "survey: A1=1"},
    {"<row><c t='d'><v>2026-11-21</v></c></row>", "survey: A1=2026-11-21"},
};

static void cells_are_read(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(cells); i++) {
    Arena *arena = arena_new(0);
    Parts parts = parts_of_sheet(arena, str_from(cells[i].rows));
    assert_string_equal(workbook_read_dump(arena, parts_zip(arena, &parts)).ptr, cells[i].dump);
    arena_free(arena);
  }
}

static void shared_strings_are_looked_up(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Parts parts = parts_of_sheet(arena, STR("<row><c t='s'><v>2</v></c><c t='s'><v>0</v></c><c t='s'><v> 1 </v></c></row>"));
  parts_set(&parts, "xl/_rels/workbook.xml.rels",
            "<Relationships xmlns='" PACKAGE_RELATION "'>"
            "<Relationship Id='rId1' Type='" RELATION_TYPES "/worksheet' Target='worksheets/sheet1.xml'/>"
            "<Relationship Id='rId2' Type='" RELATION_TYPES "/sharedStrings' Target='sharedStrings.xml'/></Relationships>");
  parts_set(&parts, "xl/sharedStrings.xml",
            "<sst xmlns='" SHEET_NAMESPACE "' count='9' uniqueCount='1'><si><t>type</t></si><si/>"
            "<si><r><t xml:space='preserve'>na </t></r><r><rPr><i/></rPr><t>me</t></r><phoneticPr fontId='1'/></si></sst>");
  assert_string_equal(workbook_read_dump(arena, parts_zip(arena, &parts)).ptr, "survey: A1=na me B1=type");
  arena_free(arena);
}

static void a_formula_without_a_result_is_told_once_a_sheet(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  Parts parts = parts_of_sheet(arena, STR("<row><c><v>1</v></c></row><row><c r='C2'><f>A1</f></c><c><f>A2</f></c></row>"));
  Workbook workbook;
  assert_true(workbook_read(arena, parts_zip(arena, &parts), "test.xlsx", &diags, &workbook));
  assert_int_equal(diags.count, 1);
  assert_int_equal(diags.items[0].level, DIAG_WARNING);
  assert_string_equal(diags.items[0].code, "workbook-formula");
  assert_string_equal(diags.items[0].place.sheet, "survey");
  assert_int_equal(diags.items[0].place.line, 2);
  assert_int_equal(diags.items[0].place.column, 3);
  assert_true(str_is(diags.items[0].what,
                     "the formula in this cell has no result in the file, nor has 1 more of this sheet, and so "
                     "reads as empty"));
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(cells_are_read),
      cmocka_unit_test(shared_strings_are_looked_up),
      cmocka_unit_test(a_formula_without_a_result_is_told_once_a_sheet),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
