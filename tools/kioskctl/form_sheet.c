#include "form_sheet.h"

#include <string.h>

/* Makes room for one item more; returns the array, in its old place or a new one. */
static void *grow(Arena *arena, void *items, size_t count, size_t *capacity, size_t item_bytes) {
  if (count < *capacity) return items;
  *capacity = *capacity > 0 ? *capacity * 2 : 16;
  void *grown = arena_alloc_array(arena, *capacity, item_bytes);
  if (count > 0) memcpy(grown, items, count * item_bytes);
  return grown;
}

FormSheet form_sheet_new(Arena *arena, const char *name) {
  return (FormSheet){.arena = arena, .name = name};
}

size_t form_sheet_add_column(FormSheet *sheet, Str heading) {
  sheet->columns = grow(sheet->arena, sheet->columns, sheet->column_count, &sheet->column_capacity, sizeof *sheet->columns);
  sheet->columns[sheet->column_count] = (SheetColumn){.heading = heading};
  return sheet->column_count++;
}

void form_sheet_add_row(FormSheet *sheet) {
  sheet->rows = grow(sheet->arena, sheet->rows, sheet->row_count, &sheet->row_capacity, sizeof *sheet->rows);
  sheet->rows[sheet->row_count++] = (SheetRow){.count = 0};
}

void form_sheet_put(FormSheet *sheet, size_t column_ix, Str text, bool number) {
  if (text.len == 0) return;
  SheetRow *row = &sheet->rows[sheet->row_count - 1];
  row->cells = grow(sheet->arena, row->cells, row->count, &row->capacity, sizeof *row->cells);
  row->cells[row->count++] = (SheetCell){column_ix, text, number};
  sheet->columns[column_ix].used = true;
}
