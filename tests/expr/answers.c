#include "answers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <time.h>

static const Str chosen[] = {STR_INIT("buss"), STR_INIT("tog")};
static const Str names[ANSWERS_COUNT] = {STR_INIT("alder"), STR_INIT("navn"), STR_INIT("tom"),    STR_INIT("reise"),
                                         STR_INIT("dag"),   STR_INIT("kode"), STR_INIT("ja-nei"), STR_INIT("naar")};

static Value value_of(void *context, int reference_ix) {
  (void)context;
  const Value values[ANSWERS_COUNT] = {value_number(17),
                                       value_text(STR("Åse")),
                                       VALUE_NONE,
                                       value_list(chosen, COUNT_OF(chosen)),
                                       (Value){.kind = VALUE_DATE, .days = 20777}, /* 2026-11-20 */
                                       value_text(STR("2")),
                                       value_boolean(true),
                                       (Value){.kind = VALUE_TIME, .days = 0.5}};
  return values[reference_ix];
}

static Value self_value(void *context) {
  (void)context;
  return value_number(5);
}

static int find_name(void *context, Str name) {
  (void)context;
  for (size_t i = 0; i < COUNT_OF(names); i++) {
    if (str_equal(name, names[i])) return (int)i;
  }
  return -1;
}

static const ExprScope scope = {.find = find_name, .names = names, .name_count = COUNT_OF(names), .allow_self = true};

const Expr *answers_compile(Arena *arena, const char *text) {
  Diags diags = diags_new(arena);
  const ExprSource source = {.text = str_from(text), .columns_exact = true};
  const Expr *expr = expr_compile(arena, &source, &scope, &diags);
  if (!expr) diags_print(&diags, stderr);
  return expr;
}

ExprHost answers_host(int64_t wall_ms) {
  return (ExprHost){.reference = value_of, .self = self_value, .wall_ms = wall_ms};
}

void answers_check(const Case *cases, size_t count) {
  setenv("TZ", "Europe/Oslo", 1);
  tzset();
  Arena *arena = arena_new(0);
  int failed = 0;
  for (size_t i = 0; i < count; i++) {
    const ExprHost host = answers_host(INT64_C(1795266300000)); /* 2026-11-21T14:05+01:00 */
    const Expr *expr = answers_compile(arena, cases[i].expression);
    const Value got = expr ? expr_eval(expr, &host, arena) : VALUE_NONE;
    const Str text = value_to_str(arena, got);
    if (!expr || got.kind != cases[i].kind || !str_is(text, cases[i].result)) {
      print_error("%s gave \"" STR_FMT "\" (kind %d), not \"%s\"\n", cases[i].expression, STR_ARG(text), (int)got.kind,
                  cases[i].result);
      failed++;
    }
    arena_rewind(arena);
  }
  arena_free(arena);
  assert_int_equal(failed, 0);
}
