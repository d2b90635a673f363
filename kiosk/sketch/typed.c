/* A signature that was typed. */
#include "sketch.h"

static const Str mark = STR_INIT("typed;");

static bool is_control(uint32_t cp) {
  return cp < ' ' || (cp >= 0x7F && cp < 0xA0) || cp == 0x2028 || cp == 0x2029;
}

static bool is_name(Str name) {
  if (!str_is_utf8(name) || str_trim(name).len == 0 || str_count_cp(name) > SKETCH_NAME_MAX_CP) return false;
  size_t at = 0;
  for (uint32_t cp; str_next_cp(name, &at, &cp);)
    if (is_control(cp)) return false;
  return true;
}

bool sketch_typed(Str text, Str *name) {
  if (!str_starts_with(text, mark)) return false;
  *name = (Str){text.ptr + mark.len, text.len - mark.len};
  return is_name(*name);
}

Str sketch_typed_text(Arena *arena, Str name) {
  return arena_printf(arena, STR_FMT STR_FMT, STR_ARG(mark), STR_ARG(name));
}

const char *sketch_ending(Str text) {
  return str_starts_with(text, mark) ? ".txt" : ".png";
}
