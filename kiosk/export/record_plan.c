#include "record_plan.h"

enum { LOOK_AHEAD = 16 }; /* fields that were not asked, before the lookup is quicker */

/* Only a repeat stands in both halves. */
static bool is_in_half(const Field *field, size_t version_ix, size_t half_ix) {
  const Question *question = field->questions[version_ix];
  return question == NULL || question->free_text == (half_ix > 0);
}

static void order_keys(Arena *arena, const Fields *fields, size_t version_ix, size_t half_ix, KeyOrder *orders, size_t *after) {
  const FieldOrder *order = &fields->orders[version_ix];
  for (size_t i = 0; i < order->count; i++)
    orders[fields->items[order->field_ix[i]].table_ix].count++;
  for (size_t t = 0; t < fields->table_count; t++) {
    orders[t].fields = ARENA_ARRAY(arena, const Field *, orders[t].count);
    orders[t].count = 0;
  }
  for (size_t i = 0; i < order->count; i++) {
    const Field *field = &fields->items[order->field_ix[i]];
    if (!is_in_half(field, version_ix, half_ix)) continue;
    KeyOrder *keys = &orders[field->table_ix];
    keys->fields[keys->count++] = field;
    after[order->field_ix[i]] = keys->count;
  }
}

const RecordPlan *record_plan_make(Arena *arena, const Fields *fields, bool device, bool trial, bool linked) {
  RecordPlan *plan = ARENA_NEW(arena, RecordPlan);
  plan->fields = fields;
  plan->own_first = linked; /* behind own_joined */
  plan->own_count = own_variables(device, trial, plan->own);
  KeyOrder *orders = ARENA_ARRAY(arena, KeyOrder, fields->version_count * HALVES * fields->table_count);
  size_t *after = ARENA_ARRAY(arena, size_t, fields->version_count * HALVES * fields->count);
  for (size_t v = 0; v < fields->version_count; v++) {
    for (size_t h = 0; h < HALVES; h++) {
      const size_t half = v * HALVES + h;
      order_keys(arena, fields, v, h, &orders[half * fields->table_count], &after[half * fields->count]);
    }
    lookup_add(&plan->version_ix, arena, fields->versions[v].version, (int)v);
  }
  plan->orders = orders;
  plan->after = after;
  return plan;
}

KeyWalk key_walk(const RecordPlan *plan, size_t version_ix, size_t half_ix, int table_ix) {
  const size_t half = version_ix * HALVES + half_ix;
  return (KeyWalk){.plan = plan,
                   .order = &plan->orders[half * plan->fields->table_count + (size_t)table_ix],
                   .after = &plan->after[half * plan->fields->count],
                   .table_ix = table_ix};
}

Str key_walk_likely(const KeyWalk *walk) {
  return walk->next < walk->order->count ? walk->order->fields[walk->next]->key : (Str){0};
}

/* The likely key is that very text. */
static bool is_key(const Field *field, Str key) {
  return (field->key.ptr == key.ptr && field->key.len == key.len) || str_equal(field->key, key);
}

const Field *key_walk_find(KeyWalk *walk, Str key) {
  const KeyOrder *order = walk->order;
  for (size_t i = walk->next; i < order->count && i < walk->next + LOOK_AHEAD; i++) {
    const Field *field = order->fields[i];
    if (!is_key(field, key)) continue;
    walk->next = i + 1;
    return field;
  }
  const int field_ix = fields_find(walk->plan->fields, walk->table_ix, key);
  if (field_ix < 0) return NULL;
  if (walk->after[field_ix] > 0) walk->next = walk->after[field_ix];
  return &walk->plan->fields->items[field_ix];
}
