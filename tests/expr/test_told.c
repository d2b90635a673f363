/* What an expression tells of itself, and how much of it is evaluated. */
#include "answers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct Counter {
  int reads[ANSWERS_COUNT];
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
    expr_eval(answers_compile(arena, expressions[i]), &host, arena);
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
  const Expr *expr = answers_compile(arena, "once(random())");
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
  const Expr *expr = answers_compile(arena, "${reise} = ${alder} or if(${navn}, ${alder}, -${dag}) or concat(${tom}, ${tom})");
  expr_each_reference(expr, note_reference, &buffer);
  assert_string_equal(buffer.bytes, "3 0 1 0 4 2 2 ");
  assert_false(expr_uses_self(expr));
  assert_true(expr_uses_self(answers_compile(arena, "not(1 + . > 2)")));
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
    expr_each_literal(answers_compile(arena, cases[i].expression), note_literal, &buffer);
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
    int max = expr_selection_max(answers_compile(arena, cases[i].expression));
    if (max != cases[i].max) fail_msg("%s: %d", cases[i].expression, max);
  }
  arena_free(arena);
}

static void bounds_are_told(void **state) {
  (void)state;
  static const struct {
    const char *expression, *bounds;
  } cases[] = {{". > 3", "]3 Infinity["},
               {". >= 3 and . < 10", "[3 10["},
               {"3 <= . and 10 > .", "[3 10["},
               {". > -5 and (. >= 0 and . <= '7')", "[0 7]"},
               {". > 3 and . >= 3 and . <= 5 and . < 5", "]3 5["},
               {". = 4", "[4 4]"},
               {". >= '1970-01-11'", "[10 Infinity["},
               {". > 3 or . < 2", "]-Infinity Infinity["},
               {"not(. > 3)", "]-Infinity Infinity["},
               {". != 3", "]-Infinity Infinity["},
               {". > 'x' and . < ${alder}", "]-Infinity Infinity["},
               {"1 < . < 3", "]-Infinity Infinity["},
               {"${alder} > 3", "]-Infinity Infinity["}};
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    const ExprBounds b = expr_bounds(answers_compile(arena, cases[i].expression));
    const Str told = arena_printf(arena, "%c" STR_FMT " " STR_FMT "%c", b.least_open || b.least < -1e300 ? ']' : '[',
                                  STR_ARG(number_to_str(arena, b.least)), STR_ARG(number_to_str(arena, b.most)),
                                  b.most_open || b.most > 1e300 ? '[' : ']');
    if (!str_is(told, cases[i].bounds)) fail_msg("%s: " STR_FMT, cases[i].expression, STR_ARG(told));
  }
  arena_free(arena);
}

static void note_meeting(void *context, const ExprMeeting *meeting) {
  static const char *const kinds[] = {"=", "<", "in"};
  Buffer *buffer = context;
  Sink sink = sink_to_buffer(buffer);
  sink_printf(&sink, "%d%s" STR_FMT "@%zu ", meeting->reference_ix, kinds[meeting->kind],
              STR_ARG(value_to_str(buffer->arena, meeting->literal)), meeting->at);
}

static void meetings_are_told(void **state) {
  (void)state;
  static const struct {
    const char *expression, *meetings;
  } cases[] = {{"${alder} = 'x'", "0=x@11 "},
               {"-3 != .", "-1=-3@0 "},
               {"not(${navn} < 'b' or 1 + ${alder} > 2)", "1<b@14 "},
               {"selected(${reise}, 'tog')", "3intog@0 "},
               {"count-selected(.) > 2 and selected-at(${reise}, 0) = 'x'", "-1in@0 3in@26 "},
               {"if(. = '', 1, ${alder} <= 5)", "-1=@7 0<5@26 "},
               {"${alder} = ${navn} and 1 = 2", ""}};
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Arena *arena = arena_new(0);
    Buffer buffer = buffer_new(arena);
    expr_each_meeting(answers_compile(arena, cases[i].expression), note_meeting, &buffer);
    if (!str_is(buffer_view(&buffer), cases[i].meetings))
      fail_msg("%s: " STR_FMT, cases[i].expression, STR_ARG(buffer_view(&buffer)));
    arena_free(arena);
  }
}

static void the_text_is_kept(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  assert_true(str_is(expr_text(answers_compile(arena, " ${alder}  > 1\n")), "${alder}  > 1"));
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
    assert_int_equal(expr_constant(answers_compile(arena, cases[i].expression), &value), cases[i].value != NULL);
    if (cases[i].value) assert_true(str_is(value_to_str(arena, value), cases[i].value));
  }
  arena_free(arena);
}

static void a_result_reads_as_boolean(void **state) {
  (void)state;
  const ExprHost host = answers_host(0);
  Arena *arena = arena_new(0);
  assert_true(expr_eval_boolean(answers_compile(arena, "${navn}"), &host, arena));
  assert_false(expr_eval_boolean(answers_compile(arena, "${tom}"), &host, arena));
  assert_false(expr_eval_boolean(answers_compile(arena, "${alder} - 17"), &host, arena));
  arena_free(arena);
}

static void a_long_chain_is_no_deep_nesting(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  for (int i = 0; i < 15000; i++)
    sink_z(&sink, i == 0 ? "1" : "+ 1");
  const ExprHost host = answers_host(0);
  assert_true(value_equal(expr_eval(answers_compile(arena, buffer.bytes), &host, arena), value_number(15000)));
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(only_what_is_needed_is_evaluated),
      cmocka_unit_test(once_keeps_the_answer),
      cmocka_unit_test(literals_are_told_in_order),
      cmocka_unit_test(limits_of_a_selection_are_told),
      cmocka_unit_test(bounds_are_told),
      cmocka_unit_test(meetings_are_told),
      cmocka_unit_test(the_text_is_kept),
      cmocka_unit_test(references_are_told_in_order),
      cmocka_unit_test(constants_are_known),
      cmocka_unit_test(a_result_reads_as_boolean),
      cmocka_unit_test(a_long_chain_is_no_deep_nesting),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
