#include "ast.h"

#include <string.h>

enum { QUOTED_CP_MAX = 24 };

static const char *const codes[MISTAKE_COUNT] = {
    [MISTAKE_ARGUMENTS] = "expr-arguments",
    [MISTAKE_BARE_NAME] = "expr-bare-name",
    [MISTAKE_LETTER_CASE] = "expr-letter-case",
    [MISTAKE_NO_DATE] = "expr-no-date",
    [MISTAKE_NOT_YET] = "expr-not-yet",
    [MISTAKE_SELF] = "expr-self",
    [MISTAKE_SYNTAX] = "expr-syntax",
    [MISTAKE_TOO_DEEP] = "expr-too-deep",
    [MISTAKE_TOO_LONG] = "expr-too-long",
    [MISTAKE_UNKNOWN_COLUMN] = "expr-unknown-column",
    [MISTAKE_UNKNOWN_FUNCTION] = "expr-unknown-function",
    [MISTAKE_UNKNOWN_LIST] = "expr-unknown-list",
    [MISTAKE_UNKNOWN_NAME] = "expr-unknown-name",
    [MISTAKE_UNKNOWN_STEP] = "expr-unknown-step",
};

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

static bool is_exact(const ExprSource *source, size_t at) {
  return source->place.sheet || (source->columns_exact && !has_line_break(text_before(source, at)));
}

Place expr_place(const ExprSource *source, size_t at) {
  Place place = source->place;
  const int before = (int)str_count_cp(text_before(source, at));
  if (place.sheet)
    place.in_cell = before + 1;
  else if (is_exact(source, at) && place.column > 0)
    place.column += before;
  return place;
}

static void report(Compilation *c, DiagLevel level, size_t at, MistakeCode code, Str what, Str remedy) {
  const ExprSource *source = c->source;
  if (!is_exact(source, at)) {
    const Str quoted = spot(source, at);
    what = quoted.len > 0 ? mistake_text(c, STR_FMT " (near \"" STR_FMT "\")", STR_ARG(what), STR_ARG(quoted))
                          : mistake_text(c, STR_FMT " (at its end)", STR_ARG(what));
  }
  diags_add_quoting(c->diags, level, codes[code], expr_place(source, at), what, remedy, source->line_text);
}

void mistake(Compilation *c, size_t at, MistakeCode code, Str what, Str remedy) {
  c->failed = true;
  report(c, DIAG_ERROR, at, code, what, remedy);
}

void mistake_warn(Compilation *c, size_t at, MistakeCode code, Str what, Str remedy) {
  report(c, DIAG_WARNING, at, code, what, remedy);
}

void mistake_unless_lenient(Compilation *c, size_t at, MistakeCode code, Str what, Str remedy) {
  (c->scope->lenient ? mistake_warn : mistake)(c, at, code, what, remedy);
}

Str mistake_text(Compilation *c, const char *format, ...) {
  char text[1024]; /* names in messages are cut at a length that is readable anyway */
  va_list args;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  return arena_str(c->diags->arena, str_from(text));
}

const char *const *expr_codes(size_t *count) {
  *count = COUNT_OF(codes);
  return codes;
}
