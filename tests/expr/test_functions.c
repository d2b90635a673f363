/* The functions that the public suites have little or nothing of, and what is a warning. */
#include "expr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const Str chosen[] = {STR_INIT("buss"), STR_INIT("tog"), STR_INIT("buss")};
static const Str names[] = {STR_INIT("reise"), STR_INIT("tom"), STR_INIT("dag"), STR_INIT("naar"), STR_INIT("kl")};

static int find_name(void *context, Str name) {
  (void)context;
  for (size_t i = 0; i < COUNT_OF(names); i++) {
    if (str_equal(name, names[i])) return (int)i;
  }
  return -1;
}

static Value value_of(void *context, int reference_ix) {
  (void)context;
  const Value values[COUNT_OF(names)] = {value_list(chosen, 2), VALUE_NONE,
                                         (Value){.kind = VALUE_DATE, .days = 19782},            /* 2024-02-29 */
                                         (Value){.kind = VALUE_DATETIME, .days = 20778 + 0.75}, /* 2026-11-21 18:00 */
                                         (Value){.kind = VALUE_TIME, .days = 0.5625}};          /* 13:30 */
  return values[reference_ix];
}

static Str choice_label(void *context, int reference_ix, Str name) {
  (void)context;
  return reference_ix == 0 && str_is(name, "tog") ? STR("Tog og bane") : (Str){NULL, 0};
}

static Str itext(void *context, Str id) {
  (void)context;
  return str_is(id, "hilsen") ? STR("Hei!") : (Str){NULL, 0};
}

static const Expr *compile(Arena *arena, const char *text, bool lenient, Diags *diags) {
  const ExprScope scope = {.find = find_name, .names = names, .name_count = COUNT_OF(names), .lenient = lenient};
  const ExprSource source = {.text = str_from(text), .columns_exact = true, .place = {.file = "f", .line = 1, .column = 1}};
  *diags = diags_new(arena);
  return expr_compile(arena, &source, &scope, diags);
}

static ExprHost host_of(const Random *random) {
  return (ExprHost){.reference = value_of,
                    .wall_ms = INT64_C(1795266300000), /* 2026-11-21T14:05+01:00 */
                    .begun_wall_ms = INT64_C(1795266300000) - 61999,
                    .random = random,
                    .choice_label = choice_label,
                    .itext = itext};
}

typedef struct Case {
  const char *expression, *result;
} Case;

static const Case texts[] = {
    {"trim('  a b \t')", "a b"},
    {"trim(${tom})", ""},
    {"lower('BLÅBÆR ÉÀŽ ŠÇ ĐØ')", "blåbær éàž šç đø"},
    {"upper('blåbær ÿ ß ж й ґ α')", "BLÅBÆR ÿ ß Ж Й Ґ Α"},
    {"lower-case(upper-case('×÷ Æ'))", "×÷ æ"},
    {"concat('a', linebreak(), 'b')", "a\nb"},
    {"substring('blåbær', 3, 2)", "åb"},
    {"substring('abc', 0)", "abc"},
    {"substring('abc', 4)", ""},
    {"join(', ', 'a', ${tom}, 'b')", "a, , b"},
    {"join('')", ""},
    {"item-at(' ', 'a b c', 1)", "b"},
    {"item-at(',', 'a,,c', 1)", ""},
    {"item-at(' ', 'a b c', 3)", ""},
    {"item-at(' ', 'a b c', -1)", ""},
    {"item-at('', 'abc', 0)", ""},
    {"de-duplicate(' ', 'a b a c b')", "a b c"},
    {"de-duplicate(', ', 'a, a')", "a"},
    {"de-duplicate(' ', ${tom})", ""},
    {"jr:itext('hilsen')", "Hei!"},
    {"jr:itext('farvel')", ""},
    {"jr:choice-name('tog', '${reise}')", "Tog og bane"},
    {"jr:choice-name(' tog ', ' ${reise} ')", "Tog og bane"},
    {"jr:choice-name(selected-at(${reise}, 1), '${reise}')", "Tog og bane"},
    {"jr:choice-name('tog', ${reise})", "Tog og bane"},
    {"jr:choice-name('fly', '${reise}')", ""},
    {"jr:choice-name('tog', '${tom}')", ""},
    {"choice-label(${reise}, 'tog')", "Tog og bane"},
    {"device-info()", ""},
    {"version()", ""},
    {"pulldata('a', 'b', 'c', ${tom})", ""},
    {"string(randomize(${reise}))", ""},
};

static const Case numbers[] = {
    {"count-selected(${reise})", "2"},
    {"count-selected('')", "0"},
    {"count-selected(' a  b ')", "2"},
    {"duration()", "61"},
    {"sum(${tom})", "0"},
    {"max(${tom})", "NaN"},
    {"position()", "1"},
    {"last()", "1"},
    {"round(-2.5)", "-2"},
    {"round(-3.5)", "-4"},
    {"round(2.45, 1)", "2.5"},
    {"round(-0.05, 1)", "-0.1"},
    {"round(2.5e-3, 2)", "0"},
    {"1e3 + 2.5E-1", "1000.25"},
    {"int('-7.9')", "-7"},
    {"int(1 div 0)", "Infinity"},
    {"atan2(1, 1) * 4 = pi()", "true"},
    {"exp10(2) = pow(10, 2)", "true"},
    {"log(exp(2))", "2"},
    {"log10(1000)", "3"},
    {"checklist(1, 2, ${tom}, 'x', 'y')", "true"},
    {"checklist(3, -1, ${tom}, 'x', 'y')", "false"},
    {"weighted-checklist(5, 9, true(), 3, 'x', 3)", "true"},
    {"weighted-checklist(5, 9, true(), 3, '', 3)", "false"},
};

static const Case dates[] = {
    {"date('2024-02-29')", "2024-02-29"},
    {"date(${dag})", "2024-02-29"},
    {"date(${naar})", "2026-11-21"},
    {"date('2024-2-9')", "2024-02-09"},
    {"date('2024-12-1')", "2024-12-01"},
    {"date('2024-1-12')", "2024-01-12"},
    {"date(${dag} + 1)", "2024-03-01"},
    {"date(date('2023-02-28') + 1)", "2023-03-01"},
    {"date('2100-03-01') - date('2100-02-28')", "1"},
    {"date('2000-03-01') - date('2000-02-28')", "2"},
    {"date(19782.9)", "2024-02-29"},
    {"date('2024-02-29T23:30:00.000-11:00')", "2024-02-29"},
    {"date(${tom})", ""},
    {"date(1 div 0)", ""},
    {"date(1e9)", ""},
    {"date-time(${naar})", "2026-11-21T18:00:00.000+01:00"},
    {"date-time('2026-07-01T12:00:00Z')", "2026-07-01T14:00:00.000+02:00"},
    {"date-time('2026-02-30')", ""},
    {"date-time(20000)", "2024-10-04"},
    {"date-time(decimal-date-time('2026-07-01T12:00:00Z'))", "2026-07-01T14:00:00.000+02:00"},
    {"date-time(decimal-date-time(${naar}))", "2026-11-21T18:00:00.000+01:00"},
    {"decimal-date-time('1970-01-01T01:00:00.000')", "0"},
    {"decimal-date-time(${naar}) > decimal-date-time(${dag})", "true"},
    {"decimal-date-time(${tom})", ""},
    {"decimal-time(${kl})", "0.5625"},
    {"decimal-time('13:30:00.000')", "0.5625"},
    {"decimal-time(${naar})", "0.75"},
    {"decimal-time('halv to')", "NaN"},
    {"format-date(${dag}, '%Y-%m-%d')", "2024-02-29"},
    {"format-date(${dag}, '%e. %n. %y')", "29. 2. 24"},
    {"format-date(${dag}, '%A %a %B %b %w %W')", "Thursday Thu February Feb 4 9"},
    {"format-date('2021-01-03', '%W')", "53"},
    {"format-date('2024-12-30', '%W')", "1"},
    {"format-date-time(${naar}, '%H:%M:%S.%3 %h')", "18:00:00.000 18"},
    {"format-date-time(${kl}, '%H:%M')", "13:30"},
    {"format-date-time('2026-11-21T23:30:00Z', '%d')", "22"},
    {"format-date(${dag}, '100 %% %')", "100 % %"},
    {"format-date(${tom}, '%Y')", ""},
    {"format-date(${dag}, '%Y') + 1", "2025"},
    {"format-date(today(), '%Y') - format-date(${dag}, '%Y') = 2", "true"},
    {"int((today() - ${dag}) div 365.25)", "2"},
};

static void check_cases(const Case *cases, size_t count) {
  setenv("TZ", "Europe/Oslo", 1);
  tzset();
  Arena *arena = arena_new(0);
  int failed = 0;
  for (size_t i = 0; i < count; i++) {
    const ExprHost host = host_of(NULL);
    Diags diags;
    const Expr *expr = compile(arena, cases[i].expression, false, &diags);
    const Str got = expr ? value_to_str(arena, expr_eval(expr, &host, arena)) : STR("no expression");
    if (!str_is(got, cases[i].result)) {
      print_error("%s gave \"" STR_FMT "\", not \"%s\"\n", cases[i].expression, STR_ARG(got), cases[i].result);
      failed++;
    }
    arena_rewind(arena);
  }
  arena_free(arena);
  assert_int_equal(failed, 0);
}

static void texts_are_right(void **state) {
  (void)state;
  check_cases(texts, COUNT_OF(texts));
}

static void numbers_are_right(void **state) {
  (void)state;
  check_cases(numbers, COUNT_OF(numbers));
}

static void dates_are_right(void **state) {
  (void)state;
  check_cases(dates, COUNT_OF(dates));
}

static Str text_with_seed(Arena *arena, const char *expression, uint64_t seed) {
  const Random random = random_seeded(&seed);
  const ExprHost host = host_of(&random);
  Diags diags;
  return value_to_str(arena, expr_eval(compile(arena, expression, false, &diags), &host, arena));
}

static void chance_follows_its_seed(void **state) {
  (void)state;
  static const char *const expressions[] = {"random()", "uuid()", "uuid(12)"};
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < COUNT_OF(expressions); i++) {
    const Str first = text_with_seed(arena, expressions[i], 7);
    assert_true(str_equal(first, text_with_seed(arena, expressions[i], 7)));
    assert_false(str_equal(first, text_with_seed(arena, expressions[i], 8)));
  }
  const Str uuid = text_with_seed(arena, "uuid()", 1);
  assert_int_equal(uuid.len, 36);
  assert_int_equal(uuid.ptr[14], '4');
  assert_non_null(strchr("89ab", uuid.ptr[19]));
  assert_int_equal(text_with_seed(arena, "uuid(12)", 1).len, 12);
  assert_int_equal(text_with_seed(arena, "uuid(-1)", 1).len, 0);
  assert_true(str_is(text_with_seed(arena, "regex(uuid(), '[0-9a-f-]{36}')", 3), "true"));
  arena_free(arena);
}

typedef struct Warning {
  const char *expression, *code; /* NULL: none */
  bool usable, usable_when_lenient;
  const char *message;
} Warning;

static const Warning warnings[] = {
    {"pulldata('a', 'b', 'c', 'd') = ''", NULL, true, true, NULL},
    {"count-items('-', ${reise}) > item-index('-', ${reise}, 'b')", "expr-not-yet", true, true, "count-items()"},
    {"area(${reise}) > distance(${tom})", "expr-not-yet", true, true, "area()"},
    {"${last-saved#reise}", "expr-not-yet", true, true, "no answer for the next visitor"},
    {"${last-saved#reis}", "expr-unknown-name", false, false, "${reise}"},
    {"if(true, 'a', 'b')", "expr-syntax", false, true, "write true()"},
    {"reise = 'tog'", "expr-syntax", false, true, "write ${reise}"},
    {"null", "expr-syntax", false, true, "'null' for the text"},
    {"date('2026-02-30')", "expr-no-date", false, true, "no date"},
    {"${reis} = 1", "expr-unknown-name", false, false, "${reise}"},
    {"true() or ${reis}", "expr-unknown-name", false, false, "${reise}"},
    {"false() and round()", NULL, true, true, ""},
    {"${tom} = 1 and round()", "expr-arguments", false, false, "1 to 2"},
    {"jr:choice-name('a', '${reis}')", "expr-unknown-name", false, false, "${reise}"},
    {"jr:choice-name('a', concat('a', 'b'))", "expr-arguments", false, false, "in quotes"},
    {"count(1 + 1)", "expr-arguments", false, false, "write ${name}"},
    {"position(3)", "expr-arguments", false, false, "write ${name}"},
    {"indexed-repeat(${reise}, ${tom})", "expr-arguments", false, false, "3 to 7"},
    {"indexed-repeat(${reise}, ${tom}, 1, ${dag})", "expr-arguments", false, false, "indexed-repeat(${question}"},
    {"indexed-repeat('x', ${tom}, 1)", "expr-arguments", false, false, "indexed-repeat(${question}"},
    {"number()", "expr-arguments", false, false, "1 argument"},
};

/* As spreadsheets write them. */
static void functions_in_other_letters_pass_in_workbooks(void **state) {
  (void)state;
  static const struct {
    const char *expression, *value, *what;
  } cases[] = {{"if(TRUE(), 'a', 'b')", "a", "TRUE() is taken for true()"},
               {"Not(false())", "true", "Not() is taken for not()"},
               {"Selected(${reise}, 'x')", "false", "Selected() is taken for selected()"},
               {"REGEX('ab', 'a.')", "true", "REGEX() is taken for regex()"}};
  Arena *arena = arena_new(0);
  const ExprHost host = host_of(NULL);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Diags diags;
    assert_null(compile(arena, cases[i].expression, false, &diags));
    assert_string_equal(diags.items[0].code, "expr-unknown-function");
    const Expr *expr = compile(arena, cases[i].expression, true, &diags);
    assert_non_null(expr);
    assert_int_equal(diags.count, 1);
    assert_string_equal(diags.items[0].code, "expr-letter-case");
    assert_true(str_is(diags.items[0].what, cases[i].what));
    assert_true(str_is(value_to_str(arena, expr_eval(expr, &host, arena)), cases[i].value));
  }
  assert_null(compile(arena, "TRU()", true, &(Diags){0}));
  arena_free(arena);
}

static bool says(const Diags *diags, const Warning *w, bool usable) {
  if (!w->code) return diags->count == 0;
  if (diags->count == 0) return false;
  const Diag *d = &diags->items[0];
  const bool is_bare = strcmp(w->code, "expr-syntax") == 0 && usable; /* then it has a code of its own */
  return (is_bare ? strcmp(d->code, "expr-bare-name") : strcmp(d->code, w->code)) == 0 &&
         d->level == (usable ? DIAG_WARNING : DIAG_ERROR) && (strstr(d->what.ptr, w->message) || strstr(d->remedy.ptr, w->message));
}

static void what_others_take_is_a_warning(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  int failed = 0;
  for (size_t i = 0; i < COUNT_OF(warnings); i++) {
    for (int lenient = 0; lenient <= 1; lenient++) {
      const bool usable = lenient ? warnings[i].usable_when_lenient : warnings[i].usable;
      Diags diags;
      const Expr *expr = compile(arena, warnings[i].expression, lenient, &diags);
      if ((expr != NULL) == usable && says(&diags, &warnings[i], usable)) continue;
      print_error("%s%s: %s\n", warnings[i].expression, lenient ? " (lenient)" : "", diags.count > 0 ? diags.items[0].code : "");
      failed++;
    }
  }
  arena_free(arena);
  assert_int_equal(failed, 0);
}

/* A pattern may be one of Java's; then it cannot be what hinders an answer. */
static void other_programs_patterns_pass_in_workbooks(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  const ExprHost host = host_of(NULL);
  Diags diags;
  assert_null(compile(arena, "regex(${reise}, '(?=.*x).{8,}')", false, &diags));
  assert_string_equal(diags.items[0].code, "expr-arguments");
  const Expr *expr = compile(arena, "regex(${reise}, '(?=.*x).{8,}')", true, &diags);
  assert_non_null(expr);
  assert_int_equal(diags.count, 1);
  assert_string_equal(diags.items[0].code, "expr-not-yet");
  assert_true(expr_eval_boolean(expr, &host, arena));
  arena_free(arena);
}

static void texts_are_drawn_for_each_pattern(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  uint64_t seed = 1;
  const Random random = random_seeded(&seed);
  Diags diags;
  const Expr *expr = compile(
      arena, "if(${tom} = '', regex(${reise}, '07[0-9]{2}'), not(regex(${reise}, 'x') or regex(${reise}, ${tom})))", false, &diags);
  assert_non_null(expr);
  int telephones = 0, letters = 0;
  for (int i = 0; i < 100; i++) {
    Str drawn;
    assert_true(expr_draw_match(expr, &random, arena, &drawn));
    telephones += drawn.len == 4 && str_starts_with(drawn, STR("07"));
    letters += str_is(drawn, "x");
  }
  assert_int_equal(telephones + letters, 100);
  assert_true(telephones > 20 && letters > 20);
  Str none;
  assert_false(expr_draw_match(compile(arena, "${tom} = 'regex'", false, &diags), &random, arena, &none));
  arena_free(arena);
}

static void bare_names_are_empty_in_workbooks(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  const ExprHost host = host_of(NULL);
  Diags diags;
  assert_true(str_is(value_to_str(arena, expr_eval(compile(arena, "if(true, 'a', 'b')", true, &diags), &host, arena)), "b"));
  assert_true(expr_eval_boolean(compile(arena, "null = ${tom}", true, &diags), &host, arena));
  arena_free(arena);
}

static void every_code_is_listed(void **state) {
  (void)state;
  size_t count;
  const char *const *codes = expr_codes(&count);
  assert_true(count >= 11);
  for (size_t i = 0; i < count; i++) {
    assert_non_null(codes[i]);
    assert_memory_equal(codes[i], "expr-", 5);
    for (size_t j = 0; j < i; j++)
      assert_string_not_equal(codes[i], codes[j]);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(texts_are_right),
      cmocka_unit_test(numbers_are_right),
      cmocka_unit_test(dates_are_right),
      cmocka_unit_test(chance_follows_its_seed),
      cmocka_unit_test(what_others_take_is_a_warning),
      cmocka_unit_test(functions_in_other_letters_pass_in_workbooks),
      cmocka_unit_test(bare_names_are_empty_in_workbooks),
      cmocka_unit_test(other_programs_patterns_pass_in_workbooks),
      cmocka_unit_test(texts_are_drawn_for_each_pattern),
      cmocka_unit_test(every_code_is_listed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
