/* Every question type: what it takes for an answer, how that is stored, and its columns. */
#include "question.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const char source[] = "settings: {form_id: typer, version: 1, default_language: nb}\n"
                             "survey:\n"
                             "  - {type: note, name: hei, label: Hei}\n"
                             "  - {type: acknowledge, name: lest, label: Lest}\n"
                             "  - {type: select_one farge, name: en, label: En}\n"
                             "  - {type: select_multiple farge, name: flere, label: Flere}\n"
                             "  - {type: integer, name: tall, label: Tall}\n"
                             "  - {type: text, name: ord, label: Ord}\n"
                             "choices:\n"
                             "  farge:\n"
                             "    - {name: blaa, label: Blå}\n"
                             "    - {name: roed, label: Rød}\n"
                             "    - {name: ingen, label: Ingen, exclusive: true}\n";

typedef struct Fixture {
  Arena *arena;
  const Form *form;
} Fixture;

static int set_up(void **state) {
  static Fixture fixture;
  fixture.arena = arena_new(0);
  Diags diags = diags_new(fixture.arena);
  fixture.form = form_parse_yaml(fixture.arena, str_from(source), "typer.yaml", &diags);
  diags_print(&diags, stderr);
  *state = &fixture;
  return fixture.form ? 0 : -1;
}

static int tear_down(void **state) {
  arena_free(((Fixture *)*state)->arena);
  return 0;
}

static const Question *question(const Form *form, const char *name) {
  int question_ix = form_find_question(form, str_from(name));
  assert_true(question_ix >= 0);
  return &form->questions[question_ix];
}

static const Str blue_red[] = {STR_INIT("blaa"), STR_INIT("roed")};
static const Str red_blue[] = {STR_INIT("roed"), STR_INIT("blaa")};
static const Str red_twice[] = {STR_INIT("roed"), STR_INIT("roed")};
static const Str red_none[] = {STR_INIT("roed"), STR_INIT("ingen")};
static const Str only_none[] = {STR_INIT("ingen")};
static const Str green[] = {STR_INIT("groenn")};

#define TEXT(literal)                                                                                                              \
  { .kind = VALUE_TEXT, .text = STR_INIT(literal) }
#define NUMBER(n)                                                                                                                  \
  { .kind = VALUE_NUMBER, .number = (n) }
#define NAMES(array)                                                                                                               \
  {                                                                                                                                \
    .kind = VALUE_LIST, .list = {(array), COUNT_OF(array) }                                                                        \
  }
#define REFUSED NULL

static void types_take_their_own_answers(void **state) {
  const Fixture *fixture = *state;
  static const struct {
    const char *name;
    Value value;
    const char *json;
  } cases[] = {
      {"hei", TEXT("hei"), REFUSED},
      {"lest", TEXT("OK"), "\"OK\""},
      {"lest", TEXT("ok"), REFUSED},
      {"lest", {.kind = VALUE_BOOLEAN, .boolean = true}, REFUSED},
      {"en", TEXT("roed"), "\"roed\""},
      {"en", TEXT("Rød"), REFUSED},
      {"en", TEXT("roe"), REFUSED},
      {"en", NAMES(only_none), REFUSED},
      {"flere", NAMES(blue_red), "[\"blaa\",\"roed\"]"},
      {"flere", NAMES(only_none), "[\"ingen\"]"},
      {"flere", NAMES(red_blue), REFUSED},
      {"flere", NAMES(red_twice), REFUSED},
      {"flere", NAMES(red_none), REFUSED},
      {"flere", NAMES(green), REFUSED},
      {"flere", TEXT("blaa"), REFUSED},
      {"tall", NUMBER(0), "0"},
      {"tall", NUMBER(-0.0), "0"},
      {"tall", NUMBER(-17), "-17"},
      {"tall", NUMBER(999999999999999.0), "999999999999999"},
      {"tall", NUMBER(-999999999999999.0), "-999999999999999"},
      {"tall", NUMBER(1e15), REFUSED},
      {"tall", NUMBER(0.5), REFUSED},
      {"tall", NUMBER((double)NAN), REFUSED},
      {"tall", NUMBER((double)INFINITY), REFUSED},
      {"tall", TEXT("17"), REFUSED},
      {"ord", TEXT("blåbær \"\\\n"), "\"blåbær \\\"\\\\\\n\""},
      {"ord", TEXT(" "), "\" \""},
      {"ord", TEXT("a\tb"), REFUSED},
      {"ord", TEXT("a\x1b[2J"), REFUSED},
      {"ord", TEXT("a\xc2\x9b"), REFUSED},
      {"ord", TEXT("a\x7f"), REFUSED},
      {"ord", TEXT("\xff"), REFUSED},
      {"ord", TEXT("\xed\xa0\x80"), REFUSED},
      {"ord", NUMBER(1), REFUSED},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    const Question *asked = question(fixture->form, cases[i].name);
    bool accepted = question_accepts(fixture->form, asked, cases[i].value);
    if (accepted != (cases[i].json != NULL)) fail_msg("case %zu of %s: %s", i, cases[i].name, accepted ? "taken" : "refused");
    if (!accepted) continue;
    Buffer buffer = buffer_new(fixture->arena);
    Sink sink = sink_to_buffer(&buffer);
    question_type(asked->kind)->to_json(cases[i].value, &sink);
    assert_string_equal(buffer.bytes, cases[i].json);
  }
}

static void every_type_may_be_left_empty(void **state) {
  const Fixture *fixture = *state;
  for (size_t i = 0; i < fixture->form->question_count; i++)
    assert_true(question_accepts(fixture->form, &fixture->form->questions[i], VALUE_NONE));
}

static void text_is_counted_in_code_points(void **state) {
  const Fixture *fixture = *state;
  const Question *asked = question(fixture->form, "ord");
  char text[2 * 4001];
  for (size_t i = 0; i < sizeof text; i += 2)
    memcpy(text + i, "å", 2);
  assert_true(question_accepts(fixture->form, asked, value_text((Str){text, 2 * 4000})));
  assert_false(question_accepts(fixture->form, asked, value_text((Str){text, 2 * 4001})));
}

static void columns_are_named_by_choices(void **state) {
  const Fixture *fixture = *state;
  static const struct {
    const char *name;
    const char *columns; /* joined by spaces, with the choice's index */
  } cases[] = {
      {"hei", ""},          {"lest", "lest:-1 "}, {"en", "en:-1 "}, {"flere", "flere:-1 flere/blaa:0 flere/roed:1 flere/ingen:2 "},
      {"tall", "tall:-1 "}, {"ord", "ord:-1 "},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    const Question *asked = question(fixture->form, cases[i].name);
    const ExportColumn *columns;
    size_t count = question_type(asked->kind)->columns(fixture->arena, fixture->form, asked, &columns);
    Buffer buffer = buffer_new(fixture->arena);
    Sink sink = sink_to_buffer(&buffer);
    for (size_t j = 0; j < count; j++)
      sink_printf(&sink, STR_FMT ":%d ", STR_ARG(columns[j].name), columns[j].choice_ix);
    assert_true(str_is(buffer_view(&buffer), cases[i].columns));
  }
}

static void typed_answers_wait_and_taps_do_not(void **state) {
  (void)state;
  for (int kind = 0; kind < QUESTION_KIND_COUNT; kind++) {
    const QuestionType *type = question_type((QuestionKind)kind);
    bool typed = kind == QUESTION_INTEGER || kind == QUESTION_TEXT || kind == QUESTION_NOTE;
    assert_int_equal(type->kind, kind);
    assert_int_equal(type->saves_at_once, !typed);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(types_take_their_own_answers),       cmocka_unit_test(every_type_may_be_left_empty),
      cmocka_unit_test(text_is_counted_in_code_points),     cmocka_unit_test(columns_are_named_by_choices),
      cmocka_unit_test(typed_answers_wait_and_taps_do_not),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
