#include "xlsx_name.h"

#include <string.h>
#include <strings.h>

enum { NAME_LETTERS_MAX = 31 };

/* Excel compares without regard to case. */
static bool is_taken(const XlsxBook *book, Str name) {
  for (const XlsxPart *part = book->first; part != NULL; part = part->next)
    if (part->name.len == name.len && strncasecmp(part->name.ptr, name.ptr, name.len) == 0) return true;
  return str_edit_distance(name, STR("history"), 0) == 0; /* Excel's own */
}

/* As much of it as Excel takes: no brackets and the like, no apostrophe at either end. */
static Str legal_name(Arena *arena, Str wanted, size_t letters_max) {
  Buffer buffer = buffer_new(arena);
  Sink out = sink_to_buffer(&buffer);
  uint32_t cp;
  size_t at = 0, letters = 0;
  while (str_next_cp(wanted, &at, &cp)) {
    char bytes[4];
    letters += cp > 0xFFFF ? 2 : 1;
    if (letters > letters_max) break;
    const bool illegal =
        cp < ' ' || cp == '\'' || cp == 0xFFFE || cp == 0xFFFF || (cp < 0x7F && strchr("[]:*?/\\", (int)cp) != NULL);
    if (illegal)
      sink_z(&out, "_");
    else
      sink_bytes(&out, bytes, utf8_encode(cp, bytes));
  }
  return buffer.count > 0 ? buffer_view(&buffer) : STR("_");
}

Str xlsx_name(const XlsxBook *book, Str wanted, int part) {
  for (int attempt = 1;; attempt++) {
    Str suffix = part > 1 ? arena_printf(book->arena, " (%d)", part) : (Str){0};
    if (attempt > 1) suffix = arena_printf(book->arena, "~%d" STR_FMT, attempt, STR_ARG(suffix));
    Str begin = legal_name(book->arena, wanted, NAME_LETTERS_MAX - suffix.len);
    Str name = arena_printf(book->arena, STR_FMT STR_FMT, STR_ARG(begin), STR_ARG(suffix));
    if (!is_taken(book, name)) return name;
  }
}
