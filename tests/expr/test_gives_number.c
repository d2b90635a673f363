/* Which expressions give nothing but a number, so that their answers are one in SPSS and Stata. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "expr.h"

static const Str names[] = {STR_INIT("tall"), STR_INIT("tekst")};

static int find_name(void *context, Str name) {
  (void)context;
  for (size_t i = 0; i < COUNT_OF(names); i++)
    if (str_equal(name, names[i])) return (int)i;
  return -1;
}

static bool is_number(void *context, int reference_ix) {
  return reference_ix == *(const int *)context;
}

static void each_expression_is_told(void **state) {
  static const struct {
    const char *expression;
    bool number;
  } cases[] = {
      {"1", true},
      {"-${tekst}", true},
      {"1 + ${tekst}", true},
      {"${tekst} * 2 - 3", true},
      {"${tall}", true},
      {"${tekst}", false},
      {"''", true},
      {"'1'", false},
      {"${tall} > 1", false},
      {"${tall} = 1 or ${tall} = 2", false},
      {"true()", false},
      {"round(${tekst}, 2)", true},
      {"sqrt(${tekst})", true},
      {"int(${tekst}) mod 2", true},
      {"count-selected(${tekst})", true},
      {"string-length(${tekst})", true},
      {"sum(${tall})", true},
      {"max(${tall}, 3)", true},
      {"if(${tekst} = 'x', 1, 2)", true},
      {"if(${tekst} = 'x', ${tall}, '')", true},
      {"if(${tekst} = 'x', 1, 'nei')", false},
      {"if(${tekst} = 'x', 'ja', 2)", false},
      {"coalesce(${tall}, 0)", true},
      {"coalesce(${tall}, ${tekst})", false},
      {"coalesce(1, 2, 3, 4, 5, 6, 7, 8, 9)", true},
      {"coalesce(1, 2, 3, 4, 5, 6, 7, 8, 'ni')", false},
      {"once(random())", true},
      {"once(uuid())", false},
      {"concat(1, 2)", false},
      {"today()", false},
      {"date(1)", false},
      {"decimal-date-time(today())", true},
      {"string(1)", false},
      {"selected(${tekst}, 'a')", false},
      {"selected-at(${tekst}, 0)", false},
      {".", false},
  };
  (void)state;
  Arena *arena = arena_new(0);
  const ExprScope scope = {.find = find_name, .names = names, .name_count = COUNT_OF(names), .allow_self = true};
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Diags diags = diags_new(arena);
    const ExprSource source = {.text = str_from(cases[i].expression), .columns_exact = true};
    const Expr *expr = expr_compile(arena, &source, &scope, &diags);
    if (expr == NULL) diags_print(&diags, stderr);
    assert_non_null(expr);
    int number_ix = 0;
    if (expr_gives_number(expr, is_number, &number_ix) != cases[i].number) fail_msg("%s", cases[i].expression);
  }
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(each_expression_is_told)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
