/* Every question type: what it takes for an answer, and how that is stored. */
#include "question.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
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
                             "  - {type: rank farge, name: rang, label: Rang}\n"
                             "  - {type: rank farge, name: noen, label: Noen, choice_filter: \"name != 'ingen'\"}\n"
                             "  - {type: range, name: skala, label: Skala, parameters: start=1 end=2 step=0.1}\n"
                             "  - {type: decimal, name: vekt, label: Vekt}\n"
                             "  - {type: date, name: dag, label: Dag}\n"
                             "  - {type: time, name: klokke, label: Klokke}\n"
                             "  - {type: dateTime, name: naar, label: Når}\n"
                             "  - {type: image, name: underskrift, label: Underskrift, appearance: signature}\n"
                             "  - {type: image, name: tegning, label: Tegning, appearance: draw}\n"
                             "  - {type: calculate, name: regnet, calculation: '1'}\n"
                             "  - {type: hidden, name: skjult, default: x}\n"
                             "  - {type: start, name: start}\n"
                             "  - {type: end, name: slutt}\n"
                             "  - {type: today, name: i_dag}\n"
                             "  - {type: deviceid, name: boks}\n"
                             "  - type: group\n"
                             "    name: g\n"
                             "    label: G\n"
                             "    questions: [{type: select_multiple farge, name: flere, label: Flere}]\n"
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
  int question_ix = form_find_path(form, str_from(name));
  assert_true(question_ix >= 0);
  return &form->questions[question_ix];
}

static const Str blue_red[] = {STR_INIT("blaa"), STR_INIT("roed")};
static const Str red_blue[] = {STR_INIT("roed"), STR_INIT("blaa")};
static const Str red_twice[] = {STR_INIT("roed"), STR_INIT("roed")};
static const Str red_none[] = {STR_INIT("roed"), STR_INIT("ingen")};
static const Str only_none[] = {STR_INIT("ingen")};
static const Str green[] = {STR_INIT("groenn")};
static const Str red_none_blue[] = {STR_INIT("roed"), STR_INIT("ingen"), STR_INIT("blaa")};

#define TEXT(literal)                                                                                                              \
  { .kind = VALUE_TEXT, .text = STR_INIT(literal) }
#define NUMBER(n)                                                                                                                  \
  { .kind = VALUE_NUMBER, .number = (n) }
#define NAMES(array)                                                                                                               \
  {                                                                                                                                \
    .kind = VALUE_LIST, .list = {(array), COUNT_OF(array) }                                                                        \
  }
#define DAYS(of_kind, n)                                                                                                           \
  { .kind = (of_kind), .days = (n) }
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
      {"rang", NAMES(red_none_blue), "[\"roed\",\"ingen\",\"blaa\"]"},
      {"rang", NAMES(red_none), REFUSED},
      {"rang", NAMES(red_twice), REFUSED},
      {"noen", NAMES(red_blue), "[\"roed\",\"blaa\"]"},
      {"noen", NAMES(red_twice), REFUSED},
      {"noen", NAMES(green), REFUSED},
      {"skala", NUMBER(1), "1"},
      {"skala", NUMBER(1 + 3 * 0.1), "1.3"},
      {"skala", NUMBER(1.1 + 0.1 + 0.1), "1.3"},
      {"skala", NUMBER(2), "2"},
      {"skala", NUMBER(2.1), REFUSED},
      {"skala", NUMBER(0.9), REFUSED},
      {"skala", NUMBER(1.25), REFUSED},
      {"skala", NUMBER((double)NAN), REFUSED},
      {"vekt", NUMBER(0.1), "0.1"},
      {"vekt", NUMBER(-2.5e-7), "-0.00000025"},
      {"vekt", NUMBER(1e15), REFUSED},
      {"vekt", NUMBER(-1e15), REFUSED},
      {"vekt", NUMBER((double)NAN), REFUSED},
      {"vekt", NUMBER((double)-INFINITY), REFUSED},
      {"vekt", TEXT("1"), REFUSED},
      {"dag", DAYS(VALUE_DATE, 20778), "\"2026-11-21\""},
      {"dag", DAYS(VALUE_DATE, 0.5), REFUSED},
      {"dag", DAYS(VALUE_DATE, -719162), "\"0001-01-01\""},
      {"dag", DAYS(VALUE_DATE, -719163), REFUSED},
      {"dag", DAYS(VALUE_DATE, 2932896), "\"9999-12-31\""},
      {"dag", DAYS(VALUE_DATE, 2932897), REFUSED},
      {"dag", DAYS(VALUE_DATE, (double)NAN), REFUSED},
      {"dag", DAYS(VALUE_DATETIME, 1), REFUSED},
      {"klokke", DAYS(VALUE_TIME, 0.75), "\"18:00:00.000\""},
      {"klokke", DAYS(VALUE_TIME, 1), REFUSED},
      {"klokke", DAYS(VALUE_TIME, -0.5), REFUSED},
      {"naar", DAYS(VALUE_DATETIME, 20778.25), "\"2026-11-21T06:00:00.000+00:00\""},
      {"naar", DAYS(VALUE_DATETIME, (double)INFINITY), REFUSED},
      {"naar", DAYS(VALUE_DATE, 1), REFUSED},
      {"regnet", NUMBER(0.5), "0.5"},
      {"regnet", NUMBER((double)INFINITY), "\"Infinity\""},
      {"regnet", {.kind = VALUE_BOOLEAN, .boolean = true}, "true"},
      {"regnet", {.kind = VALUE_BOOLEAN, .boolean = false}, "false"},
      {"regnet", TEXT("a\"b"), "\"a\\\"b\""},
      {"regnet", DAYS(VALUE_DATE, 0), "\"1970-01-01\""},
      {"regnet", NAMES(blue_red), REFUSED},
      {"skjult", TEXT("x"), "\"x\""},
      {"start", DAYS(VALUE_DATE, 0), "\"1970-01-01\""},
      {"slutt", DAYS(VALUE_DATETIME, 0.5), "\"1970-01-01T12:00:00.000+00:00\""},
      {"slutt", TEXT("x"), REFUSED},
      {"i_dag", DAYS(VALUE_DATETIME, 0.5), REFUSED},
      {"boks", TEXT("dor-1"), "\"dor-1\""},
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

/* It is kept as a picture; what is written of it is a name, which is not the type's to know. */
static void an_image_takes_a_sketch_on_its_own_paper(void **state) {
  const Fixture *fixture = *state;
  static const struct {
    const char *name, *text;
    bool accepted;
  } cases[] = {
      {"underskrift", "1000x400;1,2 3,4", true},    {"underskrift", "1000x750;1,2 3,4", false},
      {"underskrift", "1000x400;1,401", false},     {"underskrift", "1000x400;", false},
      {"underskrift", "underskrift.png", false},    {"tegning", "1000x750;1,2 3,4;5,600", true},
      {"tegning", "1000x400;1,2 3,4", false},       {"tegning", "1000x750;1,2 3,4\n", false},
      {"underskrift", "typed;Kari Nordmann", true}, {"underskrift", "typed;", false},
      {"tegning", "typed;Kari Nordmann", false},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    const Question *asked = question(fixture->form, cases[i].name);
    Str text = str_from(cases[i].text);
    Value value;
    assert_true(question_type(asked->kind)->attachment);
    assert_int_equal(question_accepts(fixture->form, asked, value_text(text)), cases[i].accepted);
    assert_int_equal(question_from_text(fixture->arena, fixture->form, asked, text, &value), cases[i].accepted);
    if (cases[i].accepted) assert_true(str_equal(value.text, text));
  }
  assert_false(question_accepts(fixture->form, question(fixture->form, "tegning"), value_number(1)));
}

static void only_images_are_attachments(void **state) {
  (void)state;
  for (int kind = 0; kind < QUESTION_KIND_COUNT; kind++) {
    const QuestionType *type = question_type((QuestionKind)kind);
    assert_int_equal(type->attachment, kind == QUESTION_IMAGE);
    assert_int_equal(type->attachment_ending != NULL, type->attachment);
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

static void texts_are_read_back(void **state) {
  const Fixture *fixture = *state;
  static const struct {
    const char *name, *text, *json; /* NULL: it says no answer */
  } cases[] = {
      {"hei", "x", NULL},
      {"lest", "OK", "\"OK\""},
      {"lest", "nei", NULL},
      {"en", " roed ", "\"roed\""},
      {"en", "Rød", NULL},
      {"flere", "roed blaa", "[\"blaa\",\"roed\"]"},
      {"flere", "roed  roed\n", "[\"roed\"]"},
      {"flere", "roed groenn", NULL},
      {"flere", "roed ingen", NULL},
      {"rang", "roed ingen blaa", "[\"roed\",\"ingen\",\"blaa\"]"},
      {"rang", "roed blaa", NULL},
      {"noen", "roed blaa", "[\"roed\",\"blaa\"]"},
      {"skala", "1.7", "1.7"},
      {"skala", "7", NULL},
      {"tall", "-17", "-17"},
      {"tall", "17.0", "17"},
      {"tall", "1.5", NULL},
      {"tall", "ti", NULL},
      {"vekt", "0.1", "0.1"},
      {"vekt", "1e3", NULL},
      {"ord", " to  ord ", "\" to  ord \""},
      {"ord", "a\tb", NULL},
      {"dag", "2026-11-21", "\"2026-11-21\""},
      {"dag", "2026-11-21T10:00:00.000", "\"2026-11-21\""},
      {"dag", "2026-02-30", NULL},
      {"dag", "0000-01-01", NULL},
      {"klokke", "14:05", "\"14:05:00.000\""},
      {"klokke", "2026-11-21T10:00:00.000", "\"10:00:00.000\""},
      {"klokke", "2026-11-21", NULL},
      {"naar", "2026-11-21T10:00:00.000+01:00", "\"2026-11-21T09:00:00.000+00:00\""},
      {"naar", "2026-11-21", "\"2026-11-21T00:00:00.000+00:00\""},
      {"naar", "10:00", NULL},
      {"regnet", "12", "\"12\""},
      {"start", "2026-11-21", "\"2026-11-21\""},
      {"start", "10:00", NULL},
      {"i_dag", "2026-11-21", "\"2026-11-21\""},
      {"boks", "dor-1", "\"dor-1\""},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    const Question *asked = question(fixture->form, cases[i].name);
    Value value;
    bool read = question_from_text(fixture->arena, fixture->form, asked, str_from(cases[i].text), &value);
    if (read != (cases[i].json != NULL)) fail_msg("case %zu of %s: %s", i, cases[i].name, read ? "read" : "refused");
    if (!read) continue;
    Buffer buffer = buffer_new(fixture->arena);
    Sink sink = sink_to_buffer(&buffer);
    question_type(asked->kind)->to_json(value, &sink);
    assert_string_equal(buffer.bytes, cases[i].json);
  }
}

static void an_empty_text_is_no_answer(void **state) {
  const Fixture *fixture = *state;
  for (size_t i = 0; i < fixture->form->question_count; i++) {
    Value value = value_number(1);
    assert_true(question_from_text(fixture->arena, fixture->form, &fixture->form->questions[i], (Str){0}, &value));
    assert_true(value_is_empty(value));
  }
}

static void names_may_have_spaces(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  static const Choice choices[] = {{.name = STR_INIT("a")}, {.name = STR_INIT("a b")}, {.name = STR_INIT("b")}};
  static const ChoiceList list = {.choices = choices, .count = COUNT_OF(choices)};
  static const Form form = {.lists = &list, .list_count = 1};
  static const Question several = {.kind = QUESTION_SELECT_MULTIPLE};
  static const struct {
    const char *text;
    size_t count; /* 0: refused */
  } cases[] = {{"a b", 1}, {"b a", 2}, {"a b b a", 3}, {"a bb", 0}, {"ab", 0}};
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Value value = VALUE_NONE;
    bool read = question_from_text(arena, &form, &several, str_from(cases[i].text), &value);
    assert_int_equal(read ? value.list.count : 0, cases[i].count);
  }
  arena_free(arena);
}

static void taps_are_saved_at_once_and_typing_waits(void **state) {
  (void)state;
  static const bool taps[QUESTION_KIND_COUNT] = {[QUESTION_ACKNOWLEDGE] = true,
                                                 [QUESTION_SELECT_ONE] = true,
                                                 [QUESTION_SELECT_MULTIPLE] = true,
                                                 [QUESTION_RANK] = true,
                                                 [QUESTION_RANGE] = true};
  for (int kind = 0; kind < QUESTION_KIND_COUNT; kind++) {
    const QuestionType *type = question_type((QuestionKind)kind);
    assert_int_equal(type->kind, kind);
    assert_int_equal(type->saves_at_once, taps[kind]);
  }
}

int main(void) {
  setenv("TZ", "UTC", 1);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(types_take_their_own_answers),
      cmocka_unit_test(an_image_takes_a_sketch_on_its_own_paper),
      cmocka_unit_test(only_images_are_attachments),
      cmocka_unit_test(every_type_may_be_left_empty),
      cmocka_unit_test(text_is_counted_in_code_points),
      cmocka_unit_test(texts_are_read_back),
      cmocka_unit_test(an_empty_text_is_no_answer),
      cmocka_unit_test(names_may_have_spaces),
      cmocka_unit_test(taps_are_saved_at_once_and_typing_waits),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
