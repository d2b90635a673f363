#include "base.h"

#include <math.h>
#include <string.h>

static Str join_items(Arena *arena, const Str *items, size_t count) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < count; i++) {
    if (i > 0) sink_z(&sink, " ");
    sink_str(&sink, items[i]);
  }
  return buffer_view(&buffer);
}

static bool lists_equal(Value a, Value b) {
  if (a.list.count != b.list.count) return false;
  for (size_t i = 0; i < a.list.count; i++) {
    if (!str_equal(a.list.items[i], b.list.items[i])) return false;
  }
  return true;
}

static bool numbers_same(double a, double b) {
  return a == b || (isnan(a) && isnan(b));
}

static Str date_to_str(Arena *arena, double days) {
  const CivilTime t = civil_from_days(floor(days));
  return arena_printf(arena, "%04d-%02d-%02d", t.year, t.month, t.day);
}

static Str datetime_to_str(Arena *arena, double days) {
  CivilTime t = civil_from_days(days);
  t.offset_minutes = civil_local_offset_minutes(t);
  return civil_to_str(arena, t);
}

static Str time_to_str(Arena *arena, double days) {
  const CivilTime t = civil_from_days(days);
  return arena_printf(arena, "%02d:%02d:%02d.%03d", t.hour, t.minute, t.second, t.millisecond);
}

Value value_text(Str text) {
  return text.len == 0 ? VALUE_NONE : (Value){.kind = VALUE_TEXT, .text = text};
}

Value value_number(double number) {
  return (Value){.kind = VALUE_NUMBER, .number = number};
}

Value value_boolean(bool boolean) {
  return (Value){.kind = VALUE_BOOLEAN, .boolean = boolean};
}

Value value_list(const Str *items, size_t count) {
  return count == 0 ? VALUE_NONE : (Value){.kind = VALUE_LIST, .list = {items, count}};
}

bool value_is_empty(Value v) {
  return v.kind == VALUE_EMPTY;
}

bool value_equal(Value a, Value b) {
  if (a.kind != b.kind) return false;
  switch (a.kind) {
  case VALUE_TEXT:
    return str_equal(a.text, b.text);
  case VALUE_NUMBER:
    return numbers_same(a.number, b.number);
  case VALUE_BOOLEAN:
    return a.boolean == b.boolean;
  case VALUE_DATE:
  case VALUE_DATETIME:
  case VALUE_TIME:
    return numbers_same(a.days, b.days);
  case VALUE_LIST:
    return lists_equal(a, b);
  case VALUE_EMPTY:
  case VALUE_KIND_COUNT:
    break;
  }
  return true;
}

Str value_to_str(Arena *arena, Value v) {
  switch (v.kind) {
  case VALUE_TEXT:
    return v.text;
  case VALUE_NUMBER:
    return number_to_str(arena, v.number);
  case VALUE_BOOLEAN:
    return v.boolean ? STR("true") : STR("false");
  case VALUE_DATE:
    return isfinite(v.days) ? date_to_str(arena, v.days) : STR("");
  case VALUE_DATETIME:
    return isfinite(v.days) ? datetime_to_str(arena, v.days) : STR("");
  case VALUE_TIME:
    return isfinite(v.days) ? time_to_str(arena, v.days) : STR("");
  case VALUE_LIST:
    return join_items(arena, v.list.items, v.list.count);
  case VALUE_EMPTY:
  case VALUE_KIND_COUNT:
    break;
  }
  return STR("");
}
