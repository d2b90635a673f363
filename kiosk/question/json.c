#include "question_types.h"

#include <math.h>

enum { VALUE_TEXT_BYTES = 256 }; /* room for a number or a moment; a longer one has a block of its own */

/* JSON knows no NaN and no infinity; as a text they are at least told. */
static bool is_bare(Value value) {
  return value.kind == VALUE_BOOLEAN || (value.kind == VALUE_NUMBER && isfinite(value.number));
}

static void names_to_json(Value value, Sink *sink) {
  sink_z(sink, "[");
  for (size_t i = 0; i < value.list.count; i++) {
    if (i > 0) sink_z(sink, ",");
    sink_json_str(sink, value.list.items[i]);
  }
  sink_z(sink, "]");
}

static void one_to_json(Value value, Sink *sink) {
  Arena *arena = arena_new(VALUE_TEXT_BYTES);
  const Str text = value_to_str(arena, value);
  if (is_bare(value))
    sink_str(sink, text);
  else
    sink_json_str(sink, text);
  arena_free(arena);
}

void question_value_to_json(Value value, Sink *sink) {
  if (value.kind == VALUE_TEXT)
    sink_json_str(sink, value.text);
  else if (value.kind == VALUE_LIST)
    names_to_json(value, sink);
  else
    one_to_json(value, sink);
}

void question_nothing_to_json(Value value, Sink *sink) {
  (void)value;
  (void)sink;
  BUG("a question that takes no answer has one");
}
