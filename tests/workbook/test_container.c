/* The file around the cells: parts anywhere, in any order, in either dialect, and files that are no workbooks at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "parts.h"

#define ROWS "<row><c t='inlineStr'><is><t>type</t></is></c></row>"

static void expect(Arena *arena, const Parts *parts, const char *dump) {
  assert_string_equal(workbook_read_dump(arena, parts_zip(arena, parts)).ptr, dump);
}

static void stored_parts_in_another_order_are_found(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Parts parts = parts_of_sheet(arena, STR(ROWS));
  Part first = parts.items[0];
  parts.items[0] = parts.items[parts.count - 1];
  parts.items[parts.count - 1] = first;
  parts.storage = PARTS_STORED;
  expect(arena, &parts, "survey: A1=type");
  arena_free(arena);
}

/* Writers that stream leave sizes and checksum out of the local header; only the central directory has them. */
static void sizes_come_from_the_central_directory(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Parts parts = parts_of_sheet(arena, STR(ROWS));
  Str zip = parts_zip(arena, &parts);
  char *bytes = arena_alloc(arena, zip.len);
  memcpy(bytes, zip.ptr, zip.len);
  size_t headers = 0;
  for (size_t i = 0; i + 30 < zip.len; i++) {
    if (memcmp(bytes + i, "PK\x03\x04", 4) != 0) continue;
    bytes[i + 6] |= 8;
    memset(bytes + i + 14, 0, 12);
    headers++;
  }
  assert_int_equal(headers, parts.count);
  assert_string_equal(workbook_read_dump(arena, (Str){bytes, zip.len}).ptr, "survey: A1=type");
  arena_free(arena);
}

static void targets_may_be_absolute_or_lead_up(void **state) {
  (void)state;
  static const char *const TARGETS[] = {"/xl/worksheets/sheet1.xml", "../xl/./worksheets//sheet1.xml",
                                        "XL/../Worksheets/Sheet1.XML", "../../../xl/worksheets/sheet1.xml"};
  for (size_t i = 0; i < COUNT_OF(TARGETS); i++) {
    Arena *arena = arena_new(0);
    Parts parts = parts_of_sheet(arena, STR(ROWS));
    Str relations =
        arena_printf(arena,
                     "<Relationships xmlns='" PACKAGE_RELATION "'><Relationship Id='rId9' Type='x' TargetMode='External' "
                     "Target='http://x/'/><Relationship Id='rId1' Type='" RELATION_TYPES "/worksheet' Target='%s'/>"
                     "</Relationships>",
                     TARGETS[i]);
    parts_set(&parts, "xl/_rels/workbook.xml.rels", relations.ptr);
    expect(arena, &parts, "survey: A1=type");
    arena_free(arena);
  }
}

#define STRICT          "http://purl.oclc.org/ooxml/spreadsheetml/main"
#define STRICT_RELATION "http://purl.oclc.org/ooxml/officeDocument/relationships"

static void the_strict_dialect_and_prefixes_are_known(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Parts parts = parts_of_sheet(arena, STR(""));
  parts_set(&parts, "_rels/.rels",
            "<p:Relationships xmlns:p='" PACKAGE_RELATION "'><p:Relationship Id='a' Type='" STRICT_RELATION
            "/officeDocument' Target='book.xml'/></p:Relationships>");
  parts_set(&parts, "book.xml",
            "<x:workbook xmlns:x='" STRICT "' xmlns:q='" STRICT_RELATION
            "'><x:sheets><x:sheet name='A &amp; _x0042_' q:id='b'/></x:sheets></x:workbook>");
  parts_set(&parts, "_rels/book.xml.rels",
            "<Relationships xmlns='" PACKAGE_RELATION "'><Relationship Id='b' Type='" STRICT_RELATION
            "/worksheet' Target='xl/worksheets/sheet1.xml'/></Relationships>");
  parts_set(&parts, "xl/worksheets/sheet1.xml",
            "<x:worksheet xmlns:x='" STRICT "'><x:sheetData><x:row><x:c t='inlineStr'><x:is><x:t>type</x:t></x:is></x:c></x:row>"
            "</x:sheetData></x:worksheet>");
  expect(arena, &parts, "A & B: A1=type");
  arena_free(arena);
}

static void all_tabs_are_there_but_those_of_charts(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Parts parts = parts_of_sheet(arena, STR(ROWS));
  parts_set(&parts, "xl/workbook.xml",
            "<workbook xmlns='" SHEET_NAMESPACE "' xmlns:r='" RELATION_TYPES "'><sheets><sheet name='Notes' r:id='n'/>"
            "<sheet name='Chart' r:id='c'/><sheet name=' SURVEY ' state='hidden' r:id='s'/></sheets></workbook>");
  parts_set(&parts, "xl/_rels/workbook.xml.rels",
            "<Relationships xmlns='" PACKAGE_RELATION "'>"
            "<Relationship Id='s' Type='" RELATION_TYPES "/worksheet' Target='worksheets/sheet1.xml'/>"
            "<Relationship Id='c' Type='" RELATION_TYPES "/chartsheet' Target='chart.xml'/>"
            "<Relationship Id='n' Type='" RELATION_TYPES "/worksheet' Target='notes.xml'/></Relationships>");
  parts_set(&parts, "xl/notes.xml", "<worksheet xmlns='" SHEET_NAMESPACE "'/>");
  expect(arena, &parts, "Notes:\n SURVEY : A1=type");
  Diags diags = diags_new(arena);
  Workbook workbook;
  assert_true(workbook_read(arena, parts_zip(arena, &parts), "test.xlsx", &diags, &workbook));
  assert_ptr_equal(workbook_sheet(&workbook, STR("survey")), &workbook.sheets[1]);
  assert_null(workbook_sheet(&workbook, STR("choices")));
  arena_free(arena);
}

typedef struct ForeignCase {
  Str bytes;
  const char *code, *says;
} ForeignCase;

static const ForeignCase foreign[] = {
    {STR_INIT(""), "workbook-format", "the file is empty"},
    {STR_INIT("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0\0"), "workbook-format", "an old Excel file (.xls)"},
    {STR_INIT("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1..E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0\0\0"), "workbook-encrypted",
     "protected by a password"},
    {STR_INIT("type,name,label\ntext,a,A\n"), "workbook-format", "a text file such as CSV"},
    {STR_INIT("\xEF\xBB\xBF\n <html><table>"), "workbook-format", "a web page or another XML file"},
    {STR_INIT("%PDF-1.7\n"), "workbook-format", "a PDF"},
    {STR_INIT("\x01\x02\0\x03"), "workbook-format", "a file of another kind"},
    {STR_INIT("PK\x03\x04\x14\0\0\0"), "workbook-damaged", "its end is missing"},
};

static void expect_message(Arena *arena, Str bytes, const char *code, const char *says) {
  Diags diags = diags_new(arena);
  Workbook workbook;
  assert_false(workbook_read(arena, bytes, "test.xlsx", &diags, &workbook));
  assert_int_equal(workbook.count, 0);
  assert_int_equal(diags.count, 1);
  assert_string_equal(diags.items[0].code, code);
  assert_string_equal(diags.items[0].place.file, "test.xlsx");
  assert_true(diags.items[0].remedy.len > 0);
  if (strstr(diags.items[0].what.ptr, says) == NULL) fail_msg("\"%s\" is not in: %s", says, diags.items[0].what.ptr);
}

static void files_of_other_kinds_are_named(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(foreign); i++) {
    Arena *arena = arena_new(0);
    expect_message(arena, foreign[i].bytes, foreign[i].code, foreign[i].says);
    arena_free(arena);
  }
}

typedef struct ArchiveCase {
  const char *part, *content, *says;
} ArchiveCase;

#define MAIN_PART(target)                                                                                                          \
  "<Relationships xmlns='" PACKAGE_RELATION "'><Relationship Id='a' Type='" RELATION_TYPES "/officeDocument' Target='" target      \
  "'/></Relationships>"

static const ArchiveCase archives[] = {
    {"mimetype", "application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument file (.ods)"},
    {"_rels/.rels", MAIN_PART("xl/workbook.bin"), "a binary Excel workbook (.xlsb)"},
    {"_rels/.rels", MAIN_PART("word/document.xml"), "a Word document"},
    {"_rels/.rels", MAIN_PART("ppt/presentation.xml"), "a presentation"},
    {"photo.jpg", "...", "an archive without a workbook"},
};

static void archives_of_other_kinds_are_named(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(archives); i++) {
    Arena *arena = arena_new(0);
    Parts parts = {.count = 0};
    parts_set(&parts, archives[i].part, archives[i].content);
    expect_message(arena, parts_zip(arena, &parts), "workbook-format", archives[i].says);
    arena_free(arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(stored_parts_in_another_order_are_found), cmocka_unit_test(sizes_come_from_the_central_directory),
      cmocka_unit_test(targets_may_be_absolute_or_lead_up),      cmocka_unit_test(the_strict_dialect_and_prefixes_are_known),
      cmocka_unit_test(all_tabs_are_there_but_those_of_charts),  cmocka_unit_test(files_of_other_kinds_are_named),
      cmocka_unit_test(archives_of_other_kinds_are_named),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
