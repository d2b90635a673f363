#include "record_plan.h"

enum { LOOK_AHEAD = 16 }; /* fields that were not asked, before the lookup is quicker */

static void order_keys(Arena *arena, const Fields *fields, size_t version_ix, KeyOrder *orders, size_t *after) {
  const FieldOrder *order = &fields->orders[version_ix];
  for (size_t i = 0; i < order->count; i++)
    orders[fields->items[order->field_ix[i]].table_ix].count++;
  for (size_t t = 0; t < fields->table_count; t++) {
    orders[t].fields = ARENA_ARRAY(arena, const Field *, orders[t].count);
    orders[t].count = 0;
  }
  for (size_t i = 0; i < order->count; i++) {
    const Field *field = &fields->items[order->field_ix[i]];
    KeyOrder *keys = &orders[field->table_ix];
    keys->fields[keys->count++] = field;
    after[order->field_ix[i]] = keys->count;
  }
}

const RecordPlan *record_plan_make(Arena *arena, const Fields *fields, bool device, bool trial) {
  RecordPlan *plan = ARENA_NEW(arena, RecordPlan);
  plan->fields = fields;
  plan->own_count = own_variables(device, trial, plan->own);
  KeyOrder *orders = ARENA_ARRAY(arena, KeyOrder, fields->version_count * fields->table_count);
  size_t *after = ARENA_ARRAY(arena, size_t, fields->version_count * fields->count);
  for (size_t v = 0; v < fields->version_count; v++) {
    order_keys(arena, fields, v, &orders[v * fields->table_count], &after[v * fields->count]);
    lookup_add(&plan->version_ix, arena, fields->versions[v].version, (int)v);
  }
  plan->orders = orders;
  plan->after = after;
  return plan;
}

const Field *record_plan_find(const RecordPlan *plan, size_t version_ix, int table_ix, Str key, size_t *hint) {
  const KeyOrder *order = &plan->orders[version_ix * plan->fields->table_count + (size_t)table_ix];
  for (size_t i = *hint; i < order->count && i < *hint + LOOK_AHEAD; i++) {
    if (!str_equal(order->fields[i]->key, key)) continue;
    *hint = i + 1;
    return order->fields[i];
  }
  const int field_ix = fields_find(plan->fields, table_ix, key);
  if (field_ix < 0) return NULL;
  const size_t after = plan->after[version_ix * plan->fields->count + (size_t)field_ix];
  if (after > 0) *hint = after;
  return &plan->fields->items[field_ix];
}
