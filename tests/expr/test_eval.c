#include "expr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const Str chosen[] = {STR_INIT("buss"), STR_INIT("tog")};
static const Str names[] = {STR_INIT("alder"), STR_INIT("navn"), STR_INIT("tom"),    STR_INIT("reise"),
                            STR_INIT("dag"),   STR_INIT("kode"), STR_INIT("ja-nei"), STR_INIT("naar")};

static Value value_of(void *context, int reference_ix) {
  (void)context;
  const Value values[COUNT_OF(names)] = {value_number(17),
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

static const Expr *compile(Arena *arena, const char *text) {
  Diags diags = diags_new(arena);
  const ExprSource source = {.text = str_from(text), .columns_exact = true};
  const Expr *expr = expr_compile(arena, &source, &scope, &diags);
  if (!expr) diags_print(&diags, stderr);
  return expr;
}

static ExprHost host_at(int64_t wall_ms) {
  return (ExprHost){.reference = value_of, .self = self_value, .wall_ms = wall_ms};
}

typedef struct Case {
  const char *expression;
  ValueKind kind;
  const char *result;
} Case;

#define YES(expression)                                                                                                            \
  { (expression), VALUE_BOOLEAN, "true" }
#define NO(expression)                                                                                                             \
  { (expression), VALUE_BOOLEAN, "false" }
#define NUMBER(expression, text)                                                                                                   \
  { (expression), VALUE_NUMBER, (text) }
#define TEXT(expression, text)                                                                                                     \
  { (expression), VALUE_TEXT, (text) }
#define EMPTY(expression)                                                                                                          \
  { (expression), VALUE_EMPTY, "" }

static const Case literals[] = {
    NUMBER("1", "1"),
    NUMBER("1.", "1"),
    NUMBER(".5", "0.5"),
    NUMBER("007.250", "7.25"),
    TEXT("'a \"b\" c'", "a \"b\" c"),
    TEXT("\"it's\"", "it's"),
    TEXT("‘smart’", "smart"),
    TEXT("“smart”", "smart"),
    TEXT("’turned‘", "turned"),
    TEXT("'mixed‘", "mixed"),
    TEXT("\"mixed”", "mixed"),
    TEXT("'\xC3\x98re, 100 %'", "Øre, 100 %"),
    EMPTY("''"),
    TEXT("' '", " "),
    NUMBER("${alder}", "17"),
    NUMBER("${ alder\t}", "17"),
    TEXT("${navn}", "Åse"),
    EMPTY("${tom}"),
    {"${reise}", VALUE_LIST, "buss tog"},
    {"${dag}", VALUE_DATE, "2026-11-20"},
    {"${naar}", VALUE_TIME, "12:00:00.000"},
    YES("${ja-nei}"),
    NUMBER(".", "5"),
    NUMBER("\n ( (3) )\t", "3"),
    NUMBER("\xC2\xA0"
           "3\xC2\xA0",
           "3"),
};

static const Case operators[] = {
    NUMBER("1 + 2", "3"),
    NUMBER("1 - 2 - 3", "-4"),
    NUMBER("2 * 3 + 4", "10"),
    NUMBER("4 + 2 * 3", "10"),
    NUMBER("(4 + 2) * 3", "18"),
    NUMBER("7 div 2", "3.5"),
    NUMBER("1 div 0", "Infinity"),
    NUMBER("-1 div 0", "-Infinity"),
    NUMBER("0 div 0", "NaN"),
    NUMBER("7 mod 3", "1"),
    NUMBER("-7 mod 3", "-1"),
    NUMBER("7 mod -3", "1"),
    NUMBER("5.5 mod 2", "1.5"),
    NUMBER("8 div 2 div 2 * 5", "10"),
    NUMBER("-3", "-3"),
    NUMBER("--3", "3"),
    NUMBER("----'3'", "3"),
    NUMBER("--'x'", "NaN"),
    NUMBER("- 4 * 6", "-24"),
    NUMBER("6 * - 7", "-42"),
    NUMBER("3--2", "5"),
    NUMBER("-${alder}", "-17"),
    NUMBER("'2' * '3'", "6"),
    NUMBER("true() + true()", "2"),
    NUMBER("'4,5' + 1", "5.5"),
    NUMBER("' 4 ' + 1", "5"),
    NUMBER("${tom} + 1", "NaN"),
    NUMBER("'x' - 1", "NaN"),
    NUMBER("'1e3' + 0", "NaN"),
    NUMBER("${reise} * 2", "NaN"),
    NUMBER("${kode} * 2", "4"),
    YES("1 < 2"),
    NO("2 < 2"),
    YES("2 <= 2"),
    YES("3 > 2"),
    NO("2 > 2"),
    YES("2 >= 2"),
    NO("1 >= 2"),
    YES("'10' > '9'"),
    NO("'b' > 'a'"),
    NO("${tom} < 1"),
    NO("${tom} >= 0"),
    NO("${tom} <= 0"),
    NO("'' = 0"),
    YES("'' != 0"),
    YES("1 = 1"),
    NO("1 = 2"),
    YES("1 != 2"),
    NO("1 != 1"),
    YES("'a' = \"a\""),
    NO("'a' = 'A'"),
    YES("'0017.' = 17"),
    NO("'017.' = '17.000'"),
    YES("17 = '17.0'"),
    YES("6.1 - 7.8 = -1.7"),
    NO("1 = 1.000001"),
    YES("1 div 0 = 2 div 0"),
    NO("0 div 0 = 0 div 0"),
    YES("true() = 'true'"),
    YES("true() = 'false'"), /* a text that is not empty is true */
    YES("true() = 17"),
    YES("false() = ''"),
    YES("${tom} = ''"),
    NO("${tom} != ''"),
    YES("${navn} != ''"),
    YES("${kode} = 2"),
    YES("${kode} = '2'"),
    NO("${kode} = '02'"),
    YES("${reise} = 'buss tog'"),
    YES("${ja-nei} = true()"),
    NO("3 < 4 < 1"),
    YES("1 < 2 = 2 < 3"),
    YES("1 = 1 = 1"),
    YES("true() and 'x' and 1"),
    NO("true() and ''"),
    NO("1 and 0"),
    NO("1 and 0 div 0"),
    YES("0 or 'x'"),
    NO("0 or '' or 0 div 0"),
    YES("true() or false() and false()"),
    NO("(true() or false()) and false()"),
    YES("1 or 0 or 0"),
};

static const Case without_spaces[] = {
    YES(".>=0"),
    YES("(.>0) and(.<10)"),
    YES("'a'or ${tom}"),
    NO("${tom}and(1)"),
    NUMBER("3mod4", "3"),
    NUMBER("9div3", "3"),
    YES("4and 1"),
    YES("1or1"),
    YES("selected (${reise},'tog')"),
    NUMBER("${alder}-1", "16"),
    NUMBER(".-1", "4"),
    NUMBER("4-3", "1"),
    NUMBER("round(1.6)-1", "1"),
    YES("${alder}>=16and${alder}<20"),
    YES("6*(3+4)and(5or 2)"),
    NUMBER("${alder}\r\n+\t1", "18"),
};

static const Case selections[] = {
    YES("selected(${reise}, 'buss')"),
    YES("selected(${reise}, 'tog')"),
    NO("selected(${reise}, 'bus')"),
    NO("selected(${reise}, 'buss tog')"),
    YES("selected('a b c', ' b ')"),
    NO("selected('abc', 'b')"),
    NO("selected(${tom}, 'buss')"),
    YES("selected(${tom}, '')"),
    NO("selected(${reise}, '')"),
    YES("selected(${kode}, 2)"),
    YES("selected(${alder}, 17)"),
    NUMBER("count-selected(${reise})", "2"),
    NUMBER("count-selected(${tom})", "0"),
    NUMBER("count-selected('a  b c ')", "3"),
    TEXT("selected-at(${reise}, 0)", "buss"),
    TEXT("selected-at(${reise}, '1')", "tog"),
    TEXT("selected-at('a b', 1.9)", "b"),
    EMPTY("selected-at(${reise}, 2)"),
    EMPTY("selected-at(${reise}, -1)"),
    EMPTY("selected-at(${reise}, 'x')"),
    EMPTY("selected-at(${reise}, 1 div 0)"),
};

static const Case logic[] = {
    YES("true()"),
    NO("false()"),
    NO("not(1)"),
    YES("not('')"),
    YES("boolean('false')"),
    NO("boolean(0)"),
    NO("boolean(0 div 0)"),
    YES("boolean(${dag})"),
    YES("boolean(${reise})"),
    NO("boolean(${tom})"),
    YES("boolean-from-string('true')"),
    YES("boolean-from-string(1)"),
    NO("boolean-from-string('yes')"),
    NO("boolean-from-string(${tom})"),
    TEXT("if(${alder} >= 18, 'voksen', 'ung')", "ung"),
    NUMBER("if('x', 1, 2)", "1"),
    EMPTY("if(1 = 1, ${tom}, 'x')"),
    {"if(true(), ${reise}, '')", VALUE_LIST, "buss tog"},
    TEXT("coalesce(${tom}, '', 'x', 'y')", "x"),
    EMPTY("coalesce(${tom})"),
    NUMBER("once(8)", "5"), /* there is an answer already */
};

static const Case numbers[] = {
    NUMBER("number('12.50')", "12.5"),
    NUMBER("number('')", "NaN"),
    NUMBER("number(true())", "1"),
    NUMBER("number('2020-01-01')", "18262"),
    NUMBER("int(-3.9)", "-3"),
    NUMBER("int('3.9')", "3"),
    NUMBER("floor(-1.1)", "-2"),
    NUMBER("ceiling(1.1)", "2"),
    NUMBER("abs(-3.5)", "3.5"),
    NUMBER("sqrt(2.25)", "1.5"),
    NUMBER("sqrt(-1)", "NaN"),
    NUMBER("round(2.5)", "3"),
    NUMBER("round(-2.5)", "-2"),
    NUMBER("round(-0.2)", "0"),
    NUMBER("round(1.234, 2)", "1.23"),
    NUMBER("round(12345.15, 1)", "12345.2"),
    NUMBER("round(-12345.15, 1)", "-12345.1"),
    NUMBER("round(1250, -2)", "1300"),
    NUMBER("round(1.5, 400)", "1.5"),
    NUMBER("round(1.5, -400)", "0"),
    NUMBER("round(1, 0 div 0)", "NaN"),
    NUMBER("round(1 div 0, 2)", "Infinity"),
    NUMBER("pow(2, 10)", "1024"),
    NUMBER("pow(4, 0.5)", "2"),
    NUMBER("min(3, '1', 2)", "1"),
    NUMBER("max(3, '10', 2)", "10"),
    NUMBER("max(3, '')", "NaN"),
    NUMBER("min('', 3)", "NaN"),
    NUMBER("min(7)", "7"),
};

static const Case texts[] = {
    TEXT("string(1.50)", "1.5"),
    TEXT("string(0.1 + 0.2 + 0.7)", "1"),
    TEXT("string(true())", "true"),
    TEXT("string(${dag})", "2026-11-20"),
    TEXT("string(${reise})", "buss tog"),
    EMPTY("string(${tom})"),
    NUMBER("string-length('Åse')", "3"),
    NUMBER("string-length('')", "0"),
    NUMBER("string-length(100)", "3"),
    TEXT("concat('a', 1, true(), ${tom}, ${navn})", "a1trueÅse"),
    EMPTY("concat()"),
    YES("contains('samling', 'mli')"),
    NO("contains('samling', 'x')"),
    YES("contains('a', '')"),
    YES("contains('', '')"),
    YES("starts-with(${navn}, 'Å')"),
    NO("starts-with(${navn}, 's')"),
    YES("ends-with('abc', 'bc')"),
    NO("ends-with('bc', 'abc')"),
    YES("ends-with('a', '')"),
    TEXT("substring-before('a-b-c', '-')", "a"),
    EMPTY("substring-before('abc', 'x')"),
    TEXT("substring-after('a-b-c', '-')", "b-c"),
    EMPTY("substring-after('abc', 'x')"),
    TEXT("substring-after('abc', '')", "abc"),
    TEXT("substr('blåbær', 2, 4)", "åb"),
    TEXT("substr('blåbær', 3)", "bær"),
    TEXT("substr('blåbær', -3, -1)", "bæ"),
    TEXT("substr('abc', -9)", "abc"),
    EMPTY("substr('abc', 2, 1)"),
    EMPTY("substr('abc', 9)"),
    TEXT("substr('abc', 0 div 0)", "abc"),
    TEXT("substr('abc', 0, 1 div 0)", "abc"),
    TEXT("normalize-space('  a \n b\tc ')", "a b c"),
    EMPTY("normalize-space('  ')"),
    TEXT("translate('blåbær', 'åæ', 'oe')", "blober"),
    TEXT("translate('2026/11/21', '/', '-')", "2026-11-21"),
    TEXT("translate('hello', 'l', '')", "heo"),
    TEXT("translate('aab', 'ab', 'x')", "xx"),
    YES("regex('12345', '[0-9]{5}')"),
    NO("regex('123456', '[0-9]{5}')"),
    YES("regex(${navn}, '\\w*|.{3}')"),
    NO("regex(${navn}, concat('[', 'a-z]+'))"),
    NO("regex('a', concat('(', ''))"), /* a pattern that is made up at run time and wrong matches nothing */
    YES("regex(${tom}, '')"),
};

static const Case times[] = {
    {"today()", VALUE_DATE, "2026-11-21"},
    {"now()", VALUE_DATETIME, "2026-11-21T14:05:00.000+01:00"},
    NUMBER("today() - ${dag}", "1"),
    NUMBER("today() + 1", "20779"),
    NUMBER("int((today() - '2008-11-20') div 365.25)", "18"),
    YES("${dag} < today()"),
    YES("today() >= '2020-01-01'"),
    YES("'2020-01-01' <= today()"),
    YES("${dag} = '2026-11-20'"),
    YES("'2026-11-20' = ${dag}"),
    NO("${dag} = 'i går'"),
    YES("${dag} != today()"),
    YES("today() < now()"),
    YES("now() - today() < 1"),
    YES("${naar} = '12:00:00.000'"),
    YES("${naar} >= 0.5"),
    NO("'2026-02-30' < today()"),
    YES("'2026-11-21T13:05:00Z' - now() = 0"),
};

static void check_cases(const Case *cases, size_t count) {
  setenv("TZ", "Europe/Oslo", 1);
  tzset();
  Arena *arena = arena_new(0);
  int failed = 0;
  for (size_t i = 0; i < count; i++) {
    const ExprHost host = host_at(INT64_C(1795266300000)); /* 2026-11-21T14:05+01:00 */
    const Expr *expr = compile(arena, cases[i].expression);
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

#define CASES_TEST(name)                                                                                                           \
  static void name##_are_right(void **state) {                                                                                     \
    (void)state;                                                                                                                   \
    check_cases(name, COUNT_OF(name));                                                                                             \
  }

CASES_TEST(literals)
CASES_TEST(operators)
CASES_TEST(without_spaces)
CASES_TEST(selections)
CASES_TEST(logic)
CASES_TEST(numbers)
CASES_TEST(texts)
CASES_TEST(times)

typedef struct Counter {
  int reads[COUNT_OF(names)];
  Value self;
} Counter;

static Value counted_value(void *context, int reference_ix) {
  Counter *counter = context;
  counter->reads[reference_ix]++;
  return VALUE_NONE;
}

static Value counted_self(void *context) {
  return ((Counter *)context)->self;
}

static void only_what_is_needed_is_evaluated(void **state) {
  (void)state;
  static const char *const expressions[] = {"1 or ${navn}", "0 and ${navn}", "if(1, 2, ${navn})", "if('', ${navn}, 2)",
                                            "coalesce('x', ${navn})"};
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < COUNT_OF(expressions); i++) {
    Counter counter = {.self = VALUE_NONE};
    const ExprHost host = {.context = &counter, .reference = counted_value, .self = counted_self};
    expr_eval(compile(arena, expressions[i]), &host, arena);
    assert_int_equal(counter.reads[1], 0);
  }
  arena_free(arena);
}

static void once_keeps_the_answer(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Counter counter = {.self = VALUE_NONE};
  uint64_t seed = 1;
  const Random random = random_seeded(&seed);
  const ExprHost host = {.context = &counter, .reference = counted_value, .self = counted_self, .random = &random};
  const Expr *expr = compile(arena, "once(random())");
  const Value first = expr_eval(expr, &host, arena);
  assert_int_equal(first.kind, VALUE_NUMBER);
  assert_true(first.number >= 0 && first.number < 1);
  assert_false(value_equal(expr_eval(expr, &host, arena), first));
  counter.self = first;
  assert_true(value_equal(expr_eval(expr, &host, arena), first));
  arena_free(arena);
}

static void note_reference(void *context, int reference_ix) {
  Buffer *buffer = context;
  Sink sink = sink_to_buffer(buffer);
  sink_printf(&sink, "%d ", reference_ix);
}

static void references_are_told_in_order(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Buffer buffer = buffer_new(arena);
  const Expr *expr = compile(arena, "${reise} = ${alder} or if(${navn}, ${alder}, -${dag}) or concat(${tom}, ${tom})");
  expr_each_reference(expr, note_reference, &buffer);
  assert_string_equal(buffer.bytes, "3 0 1 0 4 2 2 ");
  assert_false(expr_uses_self(expr));
  assert_true(expr_uses_self(compile(arena, "not(1 + . > 2)")));
  arena_free(arena);
}

static void note_literal(void *context, Value literal) {
  Buffer *buffer = context;
  Sink sink = sink_to_buffer(buffer);
  sink_printf(&sink, literal.kind == VALUE_TEXT ? "'" STR_FMT "' " : STR_FMT " ", STR_ARG(value_to_str(buffer->arena, literal)));
}

static void literals_are_told_in_order(void **state) {
  (void)state;
  static const struct {
    const char *expression, *literals;
  } cases[] = {{". >= -5 and . <= 99.5", "-5 99.5 "},
               {"regex(., '[0-9]{8}') or . = '' or . = \"x y\"", "'[0-9]{8}' 'x y' "},
               {"- - 3 + -${alder} - (2)", "3 2 "},
               {"if(${alder} > 1, concat('a', 2), 'b')", "1 'a' 2 'b' "},
               {"count(../x[. > 7 and y = 'z']) = 1", "7 'z' 1 "},
               {"${alder}", ""}};
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Arena *arena = arena_new(0);
    Buffer buffer = buffer_new(arena);
    expr_each_literal(compile(arena, cases[i].expression), note_literal, &buffer);
    if (!str_is(buffer_view(&buffer), cases[i].literals))
      fail_msg("%s: " STR_FMT, cases[i].expression, STR_ARG(buffer_view(&buffer)));
    arena_free(arena);
  }
}

static void limits_of_a_selection_are_told(void **state) {
  (void)state;
  static const struct {
    const char *expression;
    int max;
  } cases[] = {{"count-selected(.) <= 3", 3},
               {"count-selected(.)<4", 3},
               {"count-selected( . ) < 3.5", 3},
               {"count-selected(.) <= 2.5", 2},
               {"count-selected(.) = 2", 2},
               {"count-selected(.) = 2.5", 0},
               {"3 >= count-selected(.)", 3},
               {"(4 > (count-selected(.)))", 3},
               {"count-selected(.) >= 3", 0},
               {"count-selected(.) > 3", 0},
               {"count-selected(.) != 3", 0},
               {"count-selected(.) <= 0", 0},
               {"3 <= count-selected(.)", 0},
               {"count-selected(.) >= 1 and count-selected(.) <= 3", 3},
               {"count-selected(.) <= 5 and (. != 'x' and count-selected(.) < 3) and true()", 2},
               {"count-selected(.) <= 3 or selected(., 'x')", 0},
               {"not(count-selected(.) <= 3)", 0},
               {"count-selected(.) <= 3 = true()", 0},
               {"count-selected(${navn}) <= 3", 0},
               {"count-selected(.) <= ${alder}", 0},
               {". <= 3", 0},
               {"true()", 0}};
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    int max = expr_selection_max(compile(arena, cases[i].expression));
    if (max != cases[i].max) fail_msg("%s: %d", cases[i].expression, max);
  }
  arena_free(arena);
}

static void the_text_is_kept(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  assert_true(str_is(expr_text(compile(arena, " ${alder}  > 1\n")), "${alder}  > 1"));
  arena_free(arena);
}

static void constants_are_known(void **state) {
  (void)state;
  static const struct {
    const char *expression, *value; /* NULL: no constant */
  } cases[] = {{"1 + 2", "3"},
               {"false()", "false"},
               {"concat('a', 'b')", "ab"},
               {"${alder} > 1", NULL},
               {". > 1", NULL},
               {"today()", NULL},
               {"now() > 1", NULL},
               {"random()", NULL},
               {"once(1)", NULL},
               {"regex('a', 'a')", "true"},
               {"true() or ${alder}", "true"},
               {"${alder} or true()", NULL},
               {"false() and ${alder} and 1", "false"},
               {"true() and ${alder}", NULL},
               {"../x", NULL},
               {"position()", NULL}};
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Value value = VALUE_NONE;
    assert_int_equal(expr_constant(compile(arena, cases[i].expression), &value), cases[i].value != NULL);
    if (cases[i].value) assert_true(str_is(value_to_str(arena, value), cases[i].value));
  }
  arena_free(arena);
}

static void a_result_reads_as_boolean(void **state) {
  (void)state;
  const ExprHost host = host_at(0);
  Arena *arena = arena_new(0);
  assert_true(expr_eval_boolean(compile(arena, "${navn}"), &host, arena));
  assert_false(expr_eval_boolean(compile(arena, "${tom}"), &host, arena));
  assert_false(expr_eval_boolean(compile(arena, "${alder} - 17"), &host, arena));
  arena_free(arena);
}

static void a_long_chain_is_no_deep_nesting(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  for (int i = 0; i < 15000; i++)
    sink_z(&sink, i == 0 ? "1" : "+ 1");
  const ExprHost host = host_at(0);
  assert_true(value_equal(expr_eval(compile(arena, buffer.bytes), &host, arena), value_number(15000)));
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(literals_are_right),
      cmocka_unit_test(operators_are_right),
      cmocka_unit_test(without_spaces_are_right),
      cmocka_unit_test(selections_are_right),
      cmocka_unit_test(logic_are_right),
      cmocka_unit_test(numbers_are_right),
      cmocka_unit_test(texts_are_right),
      cmocka_unit_test(times_are_right),
      cmocka_unit_test(only_what_is_needed_is_evaluated),
      cmocka_unit_test(once_keeps_the_answer),
      cmocka_unit_test(literals_are_told_in_order),
      cmocka_unit_test(limits_of_a_selection_are_told),
      cmocka_unit_test(the_text_is_kept),
      cmocka_unit_test(references_are_told_in_order),
      cmocka_unit_test(constants_are_known),
      cmocka_unit_test(a_result_reads_as_boolean),
      cmocka_unit_test(a_long_chain_is_no_deep_nesting),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
