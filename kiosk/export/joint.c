#include "joint.h"
#include "linked.h"

#include <string.h>

const Dataset *dataset_of(const Dataset *dataset, const Variable *variable) {
  return variable->linked && dataset->linked != NULL ? dataset->linked : dataset;
}

static void join_lists(void *out, const void *first, size_t first_count, const void *second, size_t second_count,
                       size_t item_bytes) {
  if (first_count > 0) memcpy(out, first, first_count * item_bytes);
  if (second_count > 0) memcpy((char *)out + first_count * item_bytes, second, second_count * item_bytes);
}

static Table join_responses(Arena *arena, const Table *first, const Table *linked) {
  Table table = *first;
  table.count = first->count + linked->count;
  Variable *variables = ARENA_ARRAY(arena, Variable, table.count);
  join_lists(variables, first->variables, first->count, linked->variables, linked->count, sizeof *variables);
  table.variables = variables;
  return table;
}

static const Table *join_tables(Arena *arena, const Dataset *first, const Dataset *linked, size_t count) {
  Table *tables = ARENA_ARRAY(arena, Table, count);
  tables[0] = join_responses(arena, &first->tables[0], &linked->tables[0]);
  for (size_t t = 1; t < first->table_count; t++)
    tables[t] = first->tables[t];
  const int moved = (int)first->table_count - 1;
  for (size_t t = 1; t < linked->table_count; t++) {
    Table *table = &tables[(size_t)moved + t];
    *table = linked->tables[t];
    if (table->parent_ix > 0) table->parent_ix += moved;
  }
  return tables;
}

void joint_make(Arena *arena, const Dataset *first, const Dataset *linked, Dataset *out) {
  *out = *first;
  out->first = first;
  out->linked = linked;
  out->table_count = first->table_count + linked->table_count - 1;
  out->tables = join_tables(arena, first, linked, out->table_count);
  if (str_compare(linked->newest_day, first->newest_day) > 0) out->newest_day = linked->newest_day;
  LostCode *lost = ARENA_ARRAY(arena, LostCode, first->lost_code_count + linked->lost_code_count);
  join_lists(lost, first->lost_codes, first->lost_code_count, linked->lost_codes, linked->lost_code_count, sizeof *lost);
  out->lost_codes = lost;
  out->lost_code_count = first->lost_code_count + linked->lost_code_count;
}

static const DatasetVersion *version_of(const RecordReader *reader) {
  return &reader->dataset->versions[reader->datum.version_ix];
}

static const Datum *join_data(const Dataset *dataset, const RecordReader *first, const RecordReader *linked, StoreMatch match) {
  const size_t first_count = dataset->first->tables[0].count, linked_count = dataset->linked->tables[0].count;
  Datum *data = ARENA_ARRAY(first->arena, Datum, first_count + linked_count);
  join_lists(data, first->tables[0].items[0].data, first_count, linked != NULL ? linked->tables[0].items[0].data : NULL,
             linked != NULL ? linked_count : 0, sizeof *data);
  if (linked == NULL) return data;
  const Str how = linked_by(dataset, version_of(first), version_of(linked), match);
  datum_take_own(VARIABLE_TEXT, how, &data[first_count]);
  return data;
}

const RecordTable *joint_tables(const Dataset *dataset, const RecordReader *first, const RecordReader *linked, StoreMatch match) {
  RecordTable *tables = ARENA_ARRAY(first->arena, RecordTable, dataset->table_count);
  RecordRow *row = ARENA_NEW(first->arena, RecordRow);
  *row = (RecordRow){join_data(dataset, first, linked, match), 0};
  tables[0] = (RecordTable){row, 1};
  const size_t first_count = dataset->first->table_count;
  for (size_t t = 1; t < first_count; t++)
    tables[t] = (RecordTable){first->tables[t].items, first->tables[t].count};
  for (size_t t = 1; linked != NULL && t < dataset->linked->table_count; t++)
    tables[first_count + t - 1] = (RecordTable){linked->tables[t].items, linked->tables[t].count};
  return tables;
}
