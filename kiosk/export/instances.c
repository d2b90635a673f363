#include "instances.h"

#include <string.h>

/* All JSON here is known to be well-formed: these only find where its parts end. */
static bool take_mark(Str *rest, char mark) {
  *rest = str_trim_start(*rest);
  if (rest->len == 0 || *rest->ptr != mark) return false;
  *rest = (Str){rest->ptr + 1, rest->len - 1};
  return true;
}

static size_t string_length(Str json) {
  size_t i = 1;
  while (i < json.len && json.ptr[i] != '"')
    i += json.ptr[i] == '\\' ? 2 : 1;
  return i + 1;
}

static size_t nested_length(Str json) {
  size_t i = 0, depth = 0;
  do {
    char c = json.ptr[i];
    if (c == '[' || c == '{') depth++;
    if (c == ']' || c == '}') depth--;
    i += c == '"' ? string_length((Str){json.ptr + i, json.len - i}) : 1;
  } while (depth > 0 && i < json.len);
  return i;
}

static size_t word_length(Str json) {
  size_t i = 0;
  while (i < json.len && strchr(",]} \t\r\n", json.ptr[i]) == NULL)
    i++;
  return i;
}

static Str take_value(Str *rest) {
  *rest = str_trim_start(*rest);
  char first = rest->len > 0 ? *rest->ptr : '\0';
  size_t length = first == '"' ? string_length(*rest) : first == '[' || first == '{' ? nested_length(*rest) : word_length(*rest);
  if (length > rest->len) length = rest->len;
  Str value = {rest->ptr, length};
  *rest = (Str){rest->ptr + length, rest->len - length};
  return value;
}

/* The next member of an object, or instance of an array (key is empty); false at the end. */
static bool take_member(Str *rest, Str *key, Str *value) {
  take_mark(rest, ',');
  *value = take_value(rest);
  *key = (Str){0};
  if (take_mark(rest, ':')) {
    *key = *value;
    *value = take_value(rest);
  }
  return value->len > 0;
}

static Str inside(Str nested) {
  return (Str){nested.ptr + 1, nested.len - 2};
}

static bool find_member(Str object, Str key, Str *value) {
  Str rest = inside(object), other;
  while (take_member(&rest, &other, value))
    if (str_equal(other, key)) return true;
  return false;
}

static void write_member(Sink *out, size_t *count, Str key, Str value) {
  sink_printf(out, "%s" STR_FMT ":" STR_FMT, (*count)++ > 0 ? "," : "", STR_ARG(key), STR_ARG(value));
}

static bool begins_with(Str json, char mark) {
  return json.len > 0 && *json.ptr == mark;
}

static Str merge_objects(Arena *arena, Str a, Str b) {
  Buffer buffer = buffer_new(arena);
  Sink out = sink_to_buffer(&buffer);
  Str rest = inside(a), key, value, other;
  size_t count = 0;
  sink_z(&out, "{");
  while (take_member(&rest, &key, &value)) {
    bool in_both = begins_with(value, '[') && find_member(b, key, &other) && begins_with(other, '[');
    write_member(&out, &count, key, in_both ? instances_merge(arena, value, other) : value);
  }
  rest = inside(b);
  while (take_member(&rest, &key, &value))
    if (!find_member(a, key, &other)) write_member(&out, &count, key, value);
  sink_z(&out, "}");
  return buffer_view(&buffer);
}

Str instances_merge(Arena *arena, Str rest, Str free_text) {
  Buffer buffer = buffer_new(arena);
  Sink out = sink_to_buffer(&buffer);
  Str a = inside(rest), b = inside(free_text), key, one, other;
  size_t count = 0;
  sink_z(&out, "[");
  for (;;) {
    bool has_one = take_member(&a, &key, &one), has_other = take_member(&b, &key, &other);
    if (!has_one && !has_other) break;
    bool objects = has_one && has_other && begins_with(one, '{') && begins_with(other, '{');
    if (count++ > 0) sink_z(&out, ",");
    sink_str(&out, objects ? merge_objects(arena, one, other) : has_one ? one : other);
  }
  sink_z(&out, "]");
  return buffer_view(&buffer);
}
