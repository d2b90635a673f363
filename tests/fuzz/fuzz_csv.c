/* Any bytes: a table whose cells can be read and which reads back the same from a form's source, or a message about a place within. */
#include "csv.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void write_cell(Sink *sink, Str cell, bool first) {
  sink_z(sink, first ? "\"" : ",\"");
  for (size_t i = 0; i < cell.len; i++) {
    if (cell.ptr[i] == '"') sink_z(sink, "\"");
    sink_bytes(sink, cell.ptr + i, 1);
  }
  sink_z(sink, "\"");
}

static Str written(Arena *arena, const CsvTable *table) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t row = 0; row <= table->row_count; row++) {
    const Str *cells = row == 0 ? table->names : table->cells + (row - 1) * table->column_count;
    for (size_t i = 0; i < table->column_count; i++)
      write_cell(&sink, cells[i], i == 0);
    sink_z(&sink, "\n");
  }
  return buffer_view(&buffer);
}

static void check_again(Arena *arena, const CsvTable *table) {
  CsvTable again;
  CsvProblem problem;
  BUG_UNLESS(csv_read(arena, written(arena, table), &again, &problem));
  BUG_UNLESS(again.column_count == table->column_count && again.row_count == table->row_count);
  for (size_t i = 0; i < table->row_count * table->column_count; i++)
    BUG_UNLESS(str_equal(again.cells[i], table->cells[i]));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Arena *arena = arena_new(0);
  CsvTable table;
  CsvProblem problem = {.line = 0};
  if (csv_read(arena, (Str){(const char *)data, size}, &table, &problem)) {
    BUG_UNLESS(table.column_count >= 1 && table.column_count <= CSV_COLUMNS_MAX && table.row_count <= CSV_ROWS_MAX);
    for (size_t i = 0; i < table.row_count; i++)
      BUG_UNLESS(table.lines[i] > (i == 0 ? 1 : table.lines[i - 1]));
    check_again(arena, &table);
  } else {
    BUG_UNLESS(problem.line >= 1 && (size_t)problem.line <= size + 1 && problem.column >= 0 && problem.what && problem.remedy);
  }
  arena_free(arena);
  return 0;
}
