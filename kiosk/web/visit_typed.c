#include "visit_typed.h"

#include <string.h>

/* "SERIAL " and then "CELL BYTES text" for each, one behind the other. */
Str typed_write(Arena *arena, int serial, const PageTyped *typed, size_t count) {
  if (count == 0) return (Str){0};
  Buffer kept = buffer_new(arena);
  Sink sink = sink_to_buffer(&kept);
  sink_printf(&sink, "%d ", serial);
  for (size_t i = 0; i < count; i++) {
    sink_printf(&sink, "%d %zu ", typed[i].cell, typed[i].text.len);
    sink_str(&sink, typed[i].text);
  }
  return buffer_view(&kept);
}

static bool read_number(Str *rest, int64_t *out) {
  const char *space = rest->len > 0 ? memchr(rest->ptr, ' ', rest->len) : NULL;
  if (space == NULL) return false;
  Str number = {rest->ptr, (size_t)(space - rest->ptr)};
  *rest = (Str){space + 1, rest->len - number.len - 1};
  return str_to_int64(number, out) && *out >= INT32_MIN && *out <= INT32_MAX;
}

static bool read_one(Str *rest, PageTyped *out) {
  int64_t cell, length;
  if (!read_number(rest, &cell) || !read_number(rest, &length) || length < 0 || (size_t)length > rest->len) return false;
  *out = (PageTyped){(int)cell, {rest->ptr, (size_t)length}};
  *rest = (Str){rest->ptr + length, rest->len - (size_t)length};
  return true;
}

const PageTyped *typed_read(Arena *arena, Str kept, int64_t serial, size_t *count) {
  enum { BYTES_MIN = 4 }; /* "0 0 " */
  int64_t own;
  *count = 0;
  if (!read_number(&kept, &own) || own != serial) return NULL;
  PageTyped *typed = ARENA_ARRAY(arena, PageTyped, kept.len / BYTES_MIN);
  while (kept.len > 0 && read_one(&kept, &typed[*count]))
    ++*count;
  return typed;
}
