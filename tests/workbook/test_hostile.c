/* Files made to harm, and files that came to harm: each is refused with its code, in bounded memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "parts.h"

static void sink_repeated(Sink *sink, const char *what, size_t count) {
  for (size_t i = 0; i < count; i++)
    sink_z(sink, what);
}

static Str repeated(Arena *arena, const char *before, const char *what, size_t count, const char *after) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_z(&sink, before);
  sink_repeated(&sink, what, count);
  sink_z(&sink, after);
  return buffer_view(&buffer);
}

static void expect_rows(Str (*rows)(Arena *arena), const char *dump) {
  Arena *arena = arena_new(0);
  Parts parts = parts_of_sheet(arena, rows(arena));
  Arena *reading = arena_new(0);
  assert_string_equal(workbook_read_dump(reading, parts_zip(arena, &parts)).ptr, dump);
  assert_true(arena_used_bytes(reading) < 200 * 1024 * 1024);
  arena_free(reading);
  arena_free(arena);
}

/* 100 MiB of spaces are 100 KiB in the file. */
static Str bomb(Arena *arena) {
  char *spaces = arena_alloc(arena, 1024 * 1024 + 1);
  memset(spaces, ' ', 1024 * 1024);
  return repeated(arena, "<row>", spaces, 100, "</row>");
}

static Str long_tag(Arena *arena) {
  return repeated(arena, "<row r='", "1111111111111111", 1024 * 128, "'/>");
}

static Str deep_markup(Arena *arena) {
  return repeated(arena, "", "<a>", 100000, "");
}

static Str long_value(Arena *arena) {
  return repeated(arena, "<row><c t='str'><v>", "0123456789abcdef", 8 * 1024 + 1, "</v></c></row>");
}

static Str many_rows(Arena *arena) {
  return repeated(arena, "", "<row><c><v>1</v></c></row>", 200 * 1000 + 1, "");
}

static Str many_cells(Arena *arena) {
  Str row = repeated(arena, "<row>", "<c><v>1</v></c>", 16000, "</row>");
  return repeated(arena, "", row.ptr, 126, "");
}

static void limits_hold(void **state) {
  (void)state;
  expect_rows(bomb, "error workbook-limit");
  expect_rows(long_tag, "error workbook-limit");
  expect_rows(deep_markup, "error workbook-limit");
  expect_rows(long_value, "error workbook-limit");
  expect_rows(many_rows, "error workbook-limit");
  expect_rows(many_cells, "error workbook-limit");
}

/* The same part behind every tab counts every time. */
static void one_part_as_many_sheets_is_counted_as_many(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Parts parts = parts_of_sheet(arena, repeated(arena, "<row>", "                ", 64 * 1024, "</row>"));
  parts_set_bytes(&parts, "xl/workbook.xml",
                  repeated(arena, "<workbook xmlns='" SHEET_NAMESPACE "' xmlns:r='" RELATION_TYPES "'><sheets>",
                           "<sheet name='s' r:id='rId1'/>", 70, "</sheets></workbook>"));
  assert_string_equal(workbook_read_dump(arena, parts_zip(arena, &parts)).ptr, "error workbook-limit");
  parts_set_bytes(&parts, "xl/workbook.xml",
                  repeated(arena, "<workbook xmlns='" SHEET_NAMESPACE "' xmlns:r='" RELATION_TYPES "'><sheets>",
                           "<sheet name='s' r:id='rId1'/>", 101, "</sheets></workbook>"));
  assert_string_equal(workbook_read_dump(arena, parts_zip(arena, &parts)).ptr, "error workbook-limit");
  arena_free(arena);
}

typedef struct Case {
  const char *part, *content, *dump;
} Case;

#define SHEET "xl/worksheets/sheet1.xml"
#define ENTITIES                                                                                                                   \
  "<!DOCTYPE w [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><worksheet xmlns='" SHEET_NAMESPACE                               \
  "'><sheetData><row><c t='str'><v>&b;</v></c></row></sheetData></worksheet>"
#define WITH(rows) "<worksheet xmlns='" SHEET_NAMESPACE "'><sheetData>" rows "</sheetData></worksheet>"

static const Case broken[] = {
    {SHEET, ENTITIES, "error workbook-doctype"},
    {"_rels/.rels", "<!DOCTYPE x SYSTEM 'file:///etc/passwd'><x/>", "error workbook-doctype"},
    {SHEET, "<worksheet><sheetData><row>", "error workbook-damaged"},
    {SHEET, "", "error workbook-damaged"},
    {SHEET, "<worksheet xmlns='x'>&undefined;</worksheet>", "error workbook-damaged"},
    {SHEET, "<?xml version='1.0' encoding='EBCDIC'?><a/>", "error workbook-damaged"},
    {SHEET, "<worksheet>\xFF\xFE</worksheet>", "error workbook-damaged"},
    {SHEET, NULL, "error workbook-damaged"},
    {"xl/workbook.xml", NULL, "error workbook-damaged"},
    {"xl/_rels/workbook.xml.rels", NULL, "error workbook-damaged"},
    {"xl/workbook.xml", "<workbook xmlns='" SHEET_NAMESPACE "'><sheets/></workbook>", "error workbook-no-sheets"},
    {SHEET, WITH("<row r='0'/>"), "error workbook-reference"},
    {SHEET, WITH("<row r='1048577'/>"), "error workbook-reference"},
    {SHEET, WITH("<row r='-1'/>"), "error workbook-reference"},
    {SHEET, WITH("<row r='99999999999999999999'/>"), "error workbook-reference"},
    {SHEET, WITH("<row r='1048576'/><row/>"), "error workbook-reference"},
    {SHEET, WITH("<row><c r='XFE1'/></row>"), "error workbook-reference"},
    {SHEET, WITH("<row><c r='ZZZZZZZZ1'/></row>"), "error workbook-reference"},
    {SHEET, WITH("<row><c r='XFD1'/><c/></row>"), "error workbook-reference"},
    {SHEET, WITH("<row><c r='A0'/></row>"), "error workbook-reference"},
    {SHEET, WITH("<row><c r=''/></row>"), "error workbook-reference"},
    {SHEET, WITH("<row><c t='s'><v>0</v></c></row>"), "error workbook-damaged"},
    {SHEET, WITH("<row><c t='s'><v>-1</v></c></row>"), "error workbook-damaged"},
};

static void broken_parts_are_refused(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(broken); i++) {
    Arena *arena = arena_new(0);
    Parts parts = parts_of_sheet(arena, STR("<row><c><v>1</v></c></row>"));
    parts_set(&parts, broken[i].part, broken[i].content);
    Str dump = workbook_read_dump(arena, parts_zip(arena, &parts));
    if (!str_is(dump, broken[i].dump)) fail_msg("case %zu gives %s", i, dump.ptr);
    arena_free(arena);
  }
}

/* A tab that leads nowhere behind one that was read. */
static void half_a_workbook_is_none(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Parts parts = parts_of_sheet(arena, STR("<row><c><v>1</v></c></row>"));
  parts_set(&parts, "xl/workbook.xml",
            "<workbook xmlns='" SHEET_NAMESPACE "' xmlns:r='" RELATION_TYPES "'><sheets><sheet name='survey' r:id='rId1'/>"
            "<sheet name='choices' r:id='rId2'/></sheets></workbook>");
  Diags diags = diags_new(arena);
  Workbook workbook;
  assert_false(workbook_read(arena, parts_zip(arena, &parts), "test.xlsx", &diags, &workbook));
  assert_string_equal(diags.items[0].code, "workbook-damaged");
  assert_int_equal(workbook.count, 0);
  arena_free(arena);
}

static void long_shared_strings_matter_only_where_they_are_shown(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Parts parts = parts_of_sheet(arena, STR("<row><c t='s'><v>1</v></c></row>"));
  parts_set(&parts, "xl/_rels/workbook.xml.rels",
            "<Relationships xmlns='" PACKAGE_RELATION "'>"
            "<Relationship Id='rId1' Type='" RELATION_TYPES "/worksheet' Target='worksheets/sheet1.xml'/>"
            "<Relationship Id='rId2' Type='" RELATION_TYPES "/sharedStrings' Target='sharedStrings.xml'/></Relationships>");
  parts_set_bytes(&parts, "xl/sharedStrings.xml",
                  repeated(arena, "<sst xmlns='" SHEET_NAMESPACE "'><si><t>", "0123456789abcdef", 8 * 1024 + 1,
                           "</t></si><si><t>ok</t></si></sst>"));
  assert_string_equal(workbook_read_dump(arena, parts_zip(arena, &parts)).ptr, "survey: A1=ok");
  parts_set(&parts, SHEET, WITH("<row><c t='s'><v>0</v></c></row>"));
  assert_string_equal(workbook_read_dump(arena, parts_zip(arena, &parts)).ptr, "error workbook-limit");
  arena_free(arena);
}

static void a_part_behind_a_password_is_told(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Parts parts = parts_of_sheet(arena, STR("<row><c><v>1</v></c></row>"));
  parts.storage = PARTS_LOCKED;
  assert_string_equal(workbook_read_dump(arena, parts_zip(arena, &parts)).ptr, "error workbook-encrypted");
  arena_free(arena);
}

/* Cut anywhere, or with any one byte changed: read or refused, and never with a message that says nothing. */
static void no_damage_breaks_the_reader(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Parts parts = parts_of_sheet(arena, STR("<row><c t='str'><v>type</v></c><c><v>4</v></c></row>"));
  Str zip = parts_zip(arena, &parts);
  char *bytes = arena_alloc(arena, zip.len);
  memcpy(bytes, zip.ptr, zip.len);
  size_t refused = 0;
  for (size_t i = 0; i < zip.len; i++) {
    Arena *reading = arena_new(0);
    assert_true(str_starts_with(workbook_read_dump(reading, (Str){bytes, i}), STR("error ")));
    bytes[i] = (char)(bytes[i] ^ 0x41);
    refused += str_starts_with(workbook_read_dump(reading, (Str){bytes, zip.len}), STR("error "));
    bytes[i] = zip.ptr[i];
    arena_free(reading);
  }
  assert_true(refused > zip.len / 3);
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(limits_hold),
      cmocka_unit_test(one_part_as_many_sheets_is_counted_as_many),
      cmocka_unit_test(broken_parts_are_refused),
      cmocka_unit_test(half_a_workbook_is_none),
      cmocka_unit_test(long_shared_strings_matter_only_where_they_are_shown),
      cmocka_unit_test(a_part_behind_a_password_is_told),
      cmocka_unit_test(no_damage_breaks_the_reader),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
