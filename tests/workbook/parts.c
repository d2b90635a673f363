#include "parts.h"

#include <string.h>
#include <zip.h>

static const char ROOT_RELATIONS[] = "<Relationships xmlns='" PACKAGE_RELATION "'><Relationship Id='rId1' Type='" RELATION_TYPES
                                     "/officeDocument' Target='xl/workbook.xml'/></Relationships>";
static const char BOOK[] = "<workbook xmlns='" SHEET_NAMESPACE "' xmlns:r='" RELATION_TYPES
                           "'><sheets><sheet name='survey' sheetId='1' r:id='rId1'/></sheets></workbook>";
static const char BOOK_RELATIONS[] = "<Relationships xmlns='" PACKAGE_RELATION "'><Relationship Id='rId1' Type='" RELATION_TYPES
                                     "/worksheet' Target='worksheets/sheet1.xml'/></Relationships>";

Parts parts_of_sheet(Arena *arena, Str rows) {
  Parts parts = {.count = 0};
  parts_set(&parts, "[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>");
  parts_set(&parts, "_rels/.rels", ROOT_RELATIONS);
  parts_set(&parts, "xl/workbook.xml", BOOK);
  parts_set(&parts, "xl/_rels/workbook.xml.rels", BOOK_RELATIONS);
  Buffer sheet = buffer_new(arena);
  Sink sink = sink_to_buffer(&sheet);
  sink_z(&sink, "<worksheet xmlns='" SHEET_NAMESPACE "'><sheetData>");
  sink_str(&sink, rows);
  sink_z(&sink, "</sheetData></worksheet>");
  parts_set_bytes(&parts, "xl/worksheets/sheet1.xml", buffer_view(&sheet));
  return parts;
}

void parts_set_bytes(Parts *parts, const char *name, Str bytes) {
  size_t at = 0;
  while (at < parts->count && strcmp(parts->items[at].name, name) != 0)
    at++;
  BUG_UNLESS(at < PARTS_MAX);
  parts->items[at] = (Part){name, bytes};
  if (at == parts->count) parts->count++;
}

void parts_set(Parts *parts, const char *name, const char *content) {
  if (content != NULL) {
    parts_set_bytes(parts, name, str_from(content));
    return;
  }
  size_t kept = 0;
  for (size_t i = 0; i < parts->count; i++)
    if (strcmp(parts->items[i].name, name) != 0) parts->items[kept++] = parts->items[i];
  parts->count = kept;
}

static void add_part(zip_t *zip, const Part *part, PartStorage storage) {
  zip_source_t *source = zip_source_buffer(zip, part->bytes.ptr, part->bytes.len, 0);
  zip_int64_t index = zip_file_add(zip, part->name, source, ZIP_FL_ENC_UTF_8);
  BUG_UNLESS(source != NULL && index >= 0);
  if (storage == PARTS_STORED) BUG_UNLESS(zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0) == 0);
  if (storage == PARTS_LOCKED) BUG_UNLESS(zip_file_set_encryption(zip, (zip_uint64_t)index, ZIP_EM_TRAD_PKWARE, "x") == 0);
  BUG_UNLESS(zip_file_set_mtime(zip, (zip_uint64_t)index, 1000000000, 0) == 0);
}

static Str take_bytes(Arena *arena, zip_source_t *source) {
  zip_stat_t stat;
  BUG_UNLESS(zip_source_open(source) == 0 && zip_source_stat(source, &stat) == 0);
  char *bytes = arena_alloc(arena, stat.size);
  zip_int64_t got = zip_source_read(source, bytes, stat.size);
  BUG_UNLESS(got >= 0 && (zip_uint64_t)got == stat.size);
  zip_source_close(source);
  return (Str){bytes, stat.size};
}

Str parts_zip(Arena *arena, const Parts *parts) {
  zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, NULL);
  BUG_UNLESS(target != NULL);
  zip_source_keep(target);
  zip_t *zip = zip_open_from_source(target, ZIP_TRUNCATE, NULL);
  BUG_UNLESS(zip != NULL);
  for (size_t i = 0; i < parts->count; i++)
    add_part(zip, &parts->items[i], parts->storage);
  BUG_UNLESS(zip_close(zip) == 0);
  Str bytes = take_bytes(arena, target);
  zip_source_free(target);
  return bytes;
}

static void dump_column(Sink *sink, int column) {
  if (column > 26) dump_column(sink, (column - 1) / 26);
  sink_printf(sink, "%c", 'A' + (column - 1) % 26);
}

static void dump_row(Sink *sink, const Row *row) {
  for (size_t i = 0; i < row->count; i++) {
    sink_z(sink, " ");
    dump_column(sink, row->cells[i].column);
    sink_printf(sink, "%d%c", row->number, row->cells[i].error ? '!' : '=');
    sink_str(sink, row->cells[i].text);
  }
}

Str workbook_dump(Arena *arena, const Workbook *workbook) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < workbook->count; i++) {
    if (i > 0) sink_z(&sink, "\n");
    sink_str(&sink, workbook->sheets[i].name);
    sink_z(&sink, ":");
    for (size_t r = 0; r < workbook->sheets[i].count; r++)
      dump_row(&sink, &workbook->sheets[i].rows[r]);
  }
  return buffer_view(&buffer);
}

Str workbook_read_dump(Arena *arena, Str bytes) {
  Diags diags = diags_new(arena);
  Workbook workbook;
  if (workbook_read(arena, bytes, "test.xlsx", &diags, &workbook)) return workbook_dump(arena, &workbook);
  BUG_UNLESS(diags.error_count > 0);
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < diags.count; i++)
    sink_printf(&sink, "%serror %s", i > 0 ? " " : "", diags.items[i].code);
  return buffer_view(&buffer);
}
