#include "question_types.h"

enum { MOMENT_BYTES = 256 }; /* room for a date and a time */

static void names_to_json(Value value, Sink *sink) {
  sink_z(sink, "[");
  for (size_t i = 0; i < value.list.count; i++) {
    if (i > 0) sink_z(sink, ",");
    sink_json_str(sink, value.list.items[i]);
  }
  sink_z(sink, "]");
}

static void moment_to_json(Value value, Sink *sink) {
  Arena *arena = arena_new(MOMENT_BYTES);
  sink_json_str(sink, value_to_str(arena, value));
  arena_free(arena);
}

void question_value_to_json(Value value, Sink *sink) {
  if (value.kind == VALUE_TEXT)
    sink_json_str(sink, value.text);
  else if (value.kind == VALUE_LIST)
    names_to_json(value, sink);
  else if (value.kind == VALUE_NUMBER)
    sink_json_number(sink, value.number);
  else if (value.kind == VALUE_BOOLEAN)
    sink_z(sink, value.boolean ? "true" : "false");
  else
    moment_to_json(value, sink);
}

void question_nothing_to_json(Value value, Sink *sink) {
  (void)value;
  (void)sink;
  BUG("a question that takes no answer has one");
}
