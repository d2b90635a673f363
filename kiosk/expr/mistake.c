#include "ast.h"

#include <string.h>

enum { QUOTED_CP_MAX = 24 };

static Str text_before(const ExprSource *source, size_t at) {
  return (Str){source->text.ptr, at};
}

static bool has_line_break(Str s) {
  return s.len > 0 && memchr(s.ptr, '\n', s.len) != NULL;
}

/* The next few characters, for a reader who gets no caret. */
static Str spot(const ExprSource *source, size_t at) {
  const Str rest = {source->text.ptr + at, source->text.len - at};
  size_t end = 0;
  uint32_t cp;
  for (int i = 0; i < QUOTED_CP_MAX && str_next_cp(rest, &end, &cp); i++) {}
  return str_trim((Str){rest.ptr, end});
}

void mistake(Compilation *c, size_t at, const char *code, Str what, Str remedy) {
  const ExprSource *source = c->source;
  Place place = source->place;
  c->failed = true;
  if (place.sheet) {
    place.in_cell = (int)str_count_cp(text_before(source, at)) + 1;
  } else if (source->columns_exact && !has_line_break(text_before(source, at))) {
    if (place.column > 0) place.column += (int)str_count_cp(text_before(source, at));
  } else {
    const Str quoted = spot(source, at);
    what = quoted.len > 0 ? mistake_text(c, STR_FMT " (near \"" STR_FMT "\")", STR_ARG(what), STR_ARG(quoted))
                          : mistake_text(c, STR_FMT " (at its end)", STR_ARG(what));
  }
  diags_add_quoting(c->diags, DIAG_ERROR, code, place, what, remedy, source->line_text);
}

Str mistake_text(Compilation *c, const char *format, ...) {
  char text[1024]; /* names in messages are cut at a length that is readable anyway */
  va_list args;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  return arena_str(c->diags->arena, str_from(text));
}
