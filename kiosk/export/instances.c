#include "instances.h"

#include <string.h>

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

static size_t value_length(Str json) {
  const char first = *json.ptr;
  const size_t length = first == '"' ? string_length(json) : first == '[' || first == '{' ? nested_length(json) : word_length(json);
  return length < json.len ? length : json.len;
}

Str instances_of(Str array) {
  return (Str){array.ptr + 1, array.len - 2};
}

bool instances_next(Str *rest, Str *out) {
  *rest = str_trim_start(*rest);
  if (rest->len > 0 && *rest->ptr == ',') *rest = str_trim_start((Str){rest->ptr + 1, rest->len - 1});
  if (rest->len == 0) return false;
  *out = (Str){rest->ptr, value_length(*rest)};
  *rest = (Str){rest->ptr + out->len, rest->len - out->len};
  return true;
}
