/* Any bytes: a workbook or messages, and every cell a text at a place a sheet has. A zip archive that is mutated seldom gets past its
 * checksums, so the first byte may say instead which part of a sound archive the bytes are. */
#include "parts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *part_of(char letter) {
  switch (letter) {
  case 's':
    return "xl/worksheets/sheet1.xml";
  case 't':
    return "xl/sharedStrings.xml";
  case 'y':
    return "xl/styles.xml";
  case 'b':
    return "xl/workbook.xml";
  case 'r':
    return "xl/_rels/workbook.xml.rels";
  default:
    return NULL;
  }
}

static Str archive_of(Arena *arena, const char *part, Str content) {
  Parts parts = parts_of_sheet(arena, STR("<row><c t='s'><v>0</v></c><c s='1'><v>1.5</v></c><c t='s'><v>1</v></c></row>"));
  parts_set(&parts, "xl/_rels/workbook.xml.rels",
            "<Relationships xmlns='" PACKAGE_RELATION "'>"
            "<Relationship Id='rId1' Type='" RELATION_TYPES "/worksheet' Target='worksheets/sheet1.xml'/>"
            "<Relationship Id='rId2' Type='" RELATION_TYPES "/sharedStrings' Target='sharedStrings.xml'/>"
            "<Relationship Id='rId3' Type='" RELATION_TYPES "/styles' Target='styles.xml'/></Relationships>");
  parts_set(&parts, "xl/sharedStrings.xml", "<sst xmlns='" SHEET_NAMESPACE "'><si><t>a</t></si><si><t>b</t></si></sst>");
  parts_set(&parts, "xl/styles.xml",
            "<styleSheet xmlns='" SHEET_NAMESPACE "'><cellXfs><xf numFmtId='0'/><xf numFmtId='22'/></cellXfs></styleSheet>");
  parts_set_bytes(&parts, part, content);
  parts.storage = PARTS_STORED; /* faster, and the same to the reader */
  return parts_zip(arena, &parts);
}

static void check_row(const Row *row, int after) {
  BUG_UNLESS(row->number > after && row->number <= 1048576 && row->count > 0);
  for (size_t i = 0; i < row->count; i++) {
    BUG_UNLESS(row->cells[i].column > (i > 0 ? row->cells[i - 1].column : 0) && row->cells[i].column <= 16384);
    BUG_UNLESS(row->cells[i].text.len > 0 && str_is_utf8(row->cells[i].text));
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  Workbook workbook;
  Str bytes = {(const char *)data, size};
  const char *part = size > 0 ? part_of((char)data[0]) : NULL;
  if (part != NULL) bytes = archive_of(arena, part, (Str){bytes.ptr + 1, size - 1});
  bool read = workbook_read(arena, bytes, "fuzz.xlsx", &diags, &workbook);
  BUG_UNLESS(read == (diags.error_count == 0) && (!read || workbook.count > 0));
  for (size_t i = 0; i < workbook.count; i++)
    for (size_t r = 0; r < workbook.sheets[i].count; r++)
      check_row(&workbook.sheets[i].rows[r], r > 0 ? workbook.sheets[i].rows[r - 1].number : 0);
  for (size_t i = 0; i < diags.count; i++)
    BUG_UNLESS(diags.items[i].what.len > 0 && diags.items[i].remedy.len > 0);
  arena_free(arena);
  return 0;
}
