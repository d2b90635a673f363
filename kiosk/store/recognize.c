/* A file that does not say whose it is any more, because its first page is damaged, is known by the rows of its schema. */
#include "connection.h"
#include "raw_page.h"

enum { PAGES_LOOKED_AT = 1024 }; /* a schema is what is written first */

static bool is_our_table(const RawRecord *row) {
  enum { TYPE, NAME, TABLE, ROOT, SQL, SCHEMA_COLUMNS };
  return row->count == SCHEMA_COLUMNS && str_is(row->values[TYPE].bytes, "table") && str_is(row->values[NAME].bytes, "response") &&
         str_starts_with(row->values[SQL].bytes, STR("CREATE TABLE response ("));
}

static bool has_our_table(const RawFile *raw, const RawPage *page, Arena *scratch) {
  bool found = false;
  for (uint32_t i = 0; i < page->cell_count && !found; i++) {
    RawCell cell;
    RawRecord row;
    arena_rewind(scratch);
    found = raw_page_cell(raw, page, i, scratch, &cell) && raw_record_parse(cell.payload, &row) && is_our_table(&row);
  }
  return found;
}

static bool look_through(const RawFile *raw, Arena *arena, Arena *scratch) {
  unsigned char *bytes = arena_alloc(arena, raw->page_bytes);
  bool found = false;
  for (uint32_t number = 2; number <= raw->page_count && number <= PAGES_LOOKED_AT && !found; number++) {
    RawPage page;
    found = raw_read_page(raw, number, bytes) && raw_page_parse(raw, number, bytes, &page) && page.kind == RAW_TABLE_LEAF &&
            has_our_table(raw, &page, scratch);
  }
  return found;
}

bool recognize(Arena *arena, const char *path) {
  RawFile raw;
  if (raw_open(arena, path, &raw, NULL) != STATUS_OK) return false;
  Arena *scratch = arena_new(0);
  bool found = look_through(&raw, arena, scratch);
  arena_free(scratch);
  raw_close(&raw);
  return found;
}
