/* What the columns of a question and of a choice come to: types in all spellings, texts with answers in them, lists, ranges. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "parsed.h"

static void test_types_in_all_spellings(void **state) {
  (void)state;
  static const struct {
    const char *type;
    QuestionKind kind;
    bool warns;
  } CASES[] = {
      {"Select_One  l", QUESTION_SELECT_ONE, false},
      {"select one from l", QUESTION_SELECT_ONE, false},
      {"SELECT1 l", QUESTION_SELECT_ONE, false},
      {"select_one_external l", QUESTION_SELECT_ONE, false},
      {"select all that apply from l", QUESTION_SELECT_MULTIPLE, false},
      {"select_multiple l", QUESTION_SELECT_MULTIPLE, false},
      {"rank l", QUESTION_RANK, false},
      {"range", QUESTION_RANGE, false},
      {"int", QUESTION_INTEGER, false},
      {"Integer", QUESTION_INTEGER, false},
      {"decimal", QUESTION_DECIMAL, false},
      {"string", QUESTION_TEXT, false},
      {"add text prompt", QUESTION_TEXT, false},
      {"date", QUESTION_DATE, false},
      {"time", QUESTION_TIME, false},
      {"dateTime", QUESTION_DATETIME, false},
      {"datetime", QUESTION_DATETIME, false},
      {"acknowledge", QUESTION_ACKNOWLEDGE, false},
      {"trigger", QUESTION_ACKNOWLEDGE, false},
      {"calculate_here", QUESTION_CALCULATE, false},
      {"hidden", QUESTION_HIDDEN, false},
      {"start", QUESTION_START, false},
      {"end", QUESTION_END, false},
      {"today", QUESTION_TODAY, false},
      {"deviceid", QUESTION_DEVICEID, false},
      {"imei", QUESTION_DEVICEID, false},
      {"username", QUESTION_UNASKED, false},
      {"email", QUESTION_UNASKED, false},
      {"phonenumber", QUESTION_UNASKED, false},
      {"simserial", QUESTION_UNASKED, false},
      {"subscriberid", QUESTION_UNASKED, false},
      {"audit", QUESTION_UNASKED, false},
      {"text audit", QUESTION_UNASKED, false},
      {"caseid", QUESTION_UNASKED, false},
      {"comments", QUESTION_UNASKED, false},
      {"start-geopoint", QUESTION_UNASKED, false},
      {"background-audio", QUESTION_UNASKED, false},
      {"geopoint", QUESTION_UNASKED, true},
      {"gps", QUESTION_UNASKED, true},
      {"geotrace", QUESTION_UNASKED, true},
      {"geoshape", QUESTION_UNASKED, true},
      {"image", QUESTION_UNASKED, true},
      {"photo", QUESTION_UNASKED, true},
      {"audio", QUESTION_UNASKED, true},
      {"video", QUESTION_UNASKED, true},
      {"barcode", QUESTION_UNASKED, true},
      {"file", QUESTION_UNASKED, true},
      {"xml-external", QUESTION_UNASKED, true},
      {"select_one_from_file towns.csv", QUESTION_UNASKED, true},
      {"select_one ${a}", QUESTION_SELECT_ONE, false},
  };
  for (size_t i = 0; i < COUNT_OF(CASES); i++) {
    Arena *arena = arena_new(0);
    Parsed parsed = parsed_from(arena_printf(arena,
                                             "survey:\n  - {type: text, name: a, label: A}\n"
                                             "  - {type: \"%s\", name: q, label: Q, required: yes, calculation: 1 + 1}\n"
                                             "choices: {l: [{name: p, label: P}]}\n",
                                             CASES[i].type)
                                    .ptr);
    const Question *question = question_at(&parsed, "q");
    bool warns = has_code(&parsed, "not-asked");
    if (question->kind != CASES[i].kind || warns != CASES[i].warns)
      fail_msg("%s is a %s", CASES[i].type, form_type(question->kind)->name);
    assert_int_equal(question->list_ix >= 0, form_type(question->kind)->takes_list);
    assert_int_equal(question->required != NULL, form_type(question->kind)->may_be_required);
    parsed_free(&parsed);
    arena_free(arena);
  }
}

static void test_answers_in_texts(void **state) {
  (void)state;
  Parsed parsed = parsed_from("languages: {en: English, nb: Norsk}\n"
                              "survey:\n"
                              "  - {type: text, name: who, label: {en: Who, nb: Hvem}}\n"
                              "  - type: select_one l\n"
                              "    name: q\n"
                              "    label: {en: \"Is **${who}** here?\", nb: Er noen her?}\n"
                              "    hint: ${ who }${who}\n"
                              "    constraint: . != ''\n"
                              "    constraint_message: {en: \"${last-saved#who}!\", nb: Nei}\n"
                              "choices: {l: [{name: yes_, label: {en: \"Yes, ${who}\", nb: Ja}}]}\n");
  const Question *question = question_at(&parsed, "q");
  assert_non_null(question->label.pieces);
  TextPieces english = question->label.pieces[0], norwegian = question->label.pieces[1];
  assert_int_equal(english.count, 3);
  assert_str(english.items[0].words, "Is ");
  assert_int_equal(english.items[1].reference_ix, form_find_path(parsed.form, STR("who")));
  assert_str(english.items[2].words, " here?");
  assert_int_equal(norwegian.count, 1);
  assert_str(norwegian.items[0].words, "Er noen her?");
  assert_int_equal(norwegian.items[0].reference_ix, -1);
  assert_int_equal(question->hint.pieces[0].count, 2);
  assert_int_equal(question->constraint_message.pieces[0].count, 1);
  assert_str(question->constraint_message.pieces[0].items[0].words, "!");
  assert_null(question_at(&parsed, "who")->label.pieces);
  assert_int_equal(form_choices(parsed.form, question)->choices[0].label.pieces[0].count, 2);
  parsed_free(&parsed);
}

static void test_ranges(void **state) {
  (void)state;
  static const struct {
    const char *parameters;
    double start, end, step;
    bool refused;
  } CASES[] = {
      {"", 0, 10, 1, false},
      {"parameters: start=1 end=5", 1, 5, 1, false},
      {"parameters: 'start = -1 ; end=1,step =0.5'", -1, 1, 0.5, false},
      {"parameters: {end: 100, step: 10}", 0, 100, 10, false},
      {"parameters: END=4 tick_interval=2", 0, 4, 1, false},
      {"parameters: start=a", 0, 0, 0, true},
      {"parameters: end=0", 0, 0, 0, true},
      {"parameters: step=0", 0, 0, 0, true},
      {"parameters: step=11", 0, 0, 0, true},
      {"parameters: end", 0, 0, 0, true},
  };
  for (size_t i = 0; i < COUNT_OF(CASES); i++) {
    Arena *arena = arena_new(0);
    Parsed parsed =
        parsed_from(arena_printf(arena, "survey:\n  - type: range\n    name: q\n    label: Q\n    %s\n", CASES[i].parameters).ptr);
    if ((parsed.form == NULL) != CASES[i].refused) fail_msg("%s", CASES[i].parameters);
    if (parsed.form) {
      const Range *range = &question_at(&parsed, "q")->range;
      if (range->start != CASES[i].start || range->end != CASES[i].end || range->step != CASES[i].step)
        fail_msg("%s: %g %g %g", CASES[i].parameters, range->start, range->end, range->step);
    } else {
      assert_true(has_code(&parsed, "bad-value"));
    }
    parsed_free(&parsed);
    arena_free(arena);
  }
}

static void test_or_other(void **state) {
  (void)state;
  Parsed parsed = parsed_from("languages: {en: English, nb: Norsk, xx: X}\n"
                              "survey:\n"
                              "  - {type: select_one l or_other, name: a, label: {en: A, nb: A, xx: A}}\n"
                              "  - {type: select_multiple l or specify other, name: b, label: {en: B, nb: B, xx: B}}\n"
                              "  - {type: select_one l, name: c, label: {en: C, nb: C, xx: C}}\n"
                              "  - {type: select_one has or_other, name: d, label: {en: D, nb: D, xx: D}}\n"
                              "choices:\n"
                              "  l: [{name: p, label: {en: P, nb: P, xx: P}, k: 1}]\n"
                              "  has: [{name: other, label: {en: Own, nb: Eget, xx: O}}]\n");
  const Form *form = parsed.form;
  const ChoiceList *list = form_choices(form, question_at(&parsed, "a"));
  assert_ptr_equal(list, form_choices(form, question_at(&parsed, "b")));
  assert_int_equal(list->count, 2);
  int other = form_find_choice(list, STR("other"));
  assert_int_equal(other, 1);
  assert_str(text_in(form, list->choices[1].label, 0), "Other");
  assert_str(text_in(form, list->choices[1].label, 1), "Annet");
  assert_str(text_in(form, list->choices[1].label, 2), "Other");
  assert_int_equal(list->choices[1].columns[0].len, 0);
  assert_int_equal(form_choices(form, question_at(&parsed, "c"))->count, 1);
  assert_str(text_in(form, form_choices(form, question_at(&parsed, "d"))->choices[0].label, 0), "Own");
  const Question *specify = question_at(&parsed, "a_other");
  assert_int_equal(specify->kind, QUESTION_TEXT);
  assert_str(text_in(form, specify->label, 0), "Specify other.");
  assert_str(references_of(&parsed, specify->relevant), "a");
  assert_int_equal(form_find_path(form, STR("a_other")), form_find_path(form, STR("a")) + 1);
  question_at(&parsed, "d_other");
  parsed_free(&parsed);
}

static void test_columns_of_choices(void **state) {
  (void)state;
  Parsed parsed = parsed_from("survey:\n"
                              "  - {type: select_one town, name: q, label: Q, choice_filter: \"county = 'v' and people > 10\"}\n"
                              "choices:\n"
                              "  town:\n"
                              "    - {name: a, label: A, county: v, image: a.png}\n"
                              "    - {name: b, label: B, people: 12, spare: x, image: {en: b.png}}\n");
  const ChoiceList *list = form_choices(parsed.form, question_at(&parsed, "q"));
  static const char *const NAMES[] = {"county", "people", "spare"}, *const VALUES[2][3] = {{"v", "", ""}, {"", "12", "x"}};
  assert_int_equal(list->column_count, COUNT_OF(NAMES));
  for (size_t i = 0; i < COUNT_OF(NAMES); i++) {
    assert_str(list->column_names[i], NAMES[i]);
    for (size_t c = 0; c < list->count; c++)
      assert_str(list->choices[c].columns[i], VALUES[c][i]);
  }
  assert_str(list->choices[0].image, "a.png");
  assert_str(list->choices[1].image, "b.png");
  assert_int_equal(parsed.diags.count, 1);
  assert_true(has_code(&parsed, "column-unknown"));
  parsed_free(&parsed);
}

static void test_defaults(void **state) {
  (void)state;
  static const struct {
    const char *value;
    const char *constant; /* NULL: worked out */
  } CASES[] = {{"Bergen", "Bergen"},
               {"5", "5"},
               {"2026-11-21", "2026-11-21"},
               {"it's (so) \\\"it\\\"", "it's (so) \"it\""},
               {"-1", "-1"},
               {"today()", NULL},
               {"today() - 7", NULL},
               {"now()+0.5", NULL},
               {"room (b) - 7", "room (b) - 7"},
               {"Oslo - 5", "Oslo - 5"},
               {"${a}", NULL},
               {"concat('a', ${a})", NULL},
               {"yes (mostly)", "yes (mostly)"}};
  for (size_t i = 0; i < COUNT_OF(CASES); i++) {
    Arena *arena = arena_new(0);
    Parsed parsed = parsed_from(
        arena_printf(arena, "survey: [{type: text, name: a, label: A}, {type: text, name: q, label: Q, default: \"%s\"}]\n",
                     CASES[i].value)
            .ptr);
    Value constant;
    const Question *question = question_at(&parsed, "q");
    assert_non_null(question->default_value);
    bool is_constant = expr_constant(question->default_value, &constant);
    if (is_constant != (CASES[i].constant != NULL)) fail_msg("%s", CASES[i].value);
    if (is_constant) assert_str(constant.text, CASES[i].constant);
    parsed_free(&parsed);
    arena_free(arena);
  }
}

static void test_a_sum_is_worked_out_where_a_number_is_asked_for(void **state) {
  (void)state;
  static const struct {
    const char *type, *value;
    bool is_worked_out;
  } CASES[] = {{"integer", "2 * 3", true},    {"decimal", "((1 + 1) mod 5)", true},
               {"integer", "10 div 2", true}, {"integer", "5", false},
               {"integer", "-5", false},      {"text", "2 * 3", false},
               {"text", "+47 22", false}};
  for (size_t i = 0; i < COUNT_OF(CASES); i++) {
    Arena *arena = arena_new(0);
    Parsed parsed = parsed_from(
        arena_printf(arena, "survey: [{type: %s, name: q, label: Q, default: \"%s\"}]\n", CASES[i].type, CASES[i].value).ptr);
    Value constant;
    bool is_text = expr_constant(question_at(&parsed, "q")->default_value, &constant) && constant.kind == VALUE_TEXT;
    if (is_text == CASES[i].is_worked_out) fail_msg("%s: %s", CASES[i].type, CASES[i].value);
    parsed_free(&parsed);
    arena_free(arena);
  }
}

/* What is an error in ours: mended so that the form can be asked. */
static void test_a_workbooks_form_is_asked_all_the_same(void **state) {
  (void)state;
  Parsed parsed =
      parsed_whole("settings: {form_id: 1 form, from_workbook: yes}\n"
                   "survey:\n"
                   "  - {type: text, name: a, hint: \"Only a hint of ${a_2}\"}\n"
                   "  - {type: text, name: a, label: The second}\n"
                   "  - {type: text, name: a_2, label: The third}\n"
                   "  - {type: select_one gone, name: gone, label: Gone}\n"
                   "  - {type: select_one l, name: l, label: L, choice_filter: \"code = 'x'\"}\n"
                   "  - {type: select_one k, name: k, label: K, choice_filter: \"area = 'x'\", appearance: smileys nps}\n"
                   "  - {type: note, name: sum, calculation: 1 + 1}\n"
                   "  - {label: What am I?, name: unknown}\n"
                   "choices:\n"
                   "  l: [{name: p, label: P, code: NO-3}, {name: p, label: Q, code: NO-4}, {label: R}, {name: s t}]\n"
                   "  k: [{name: p, label: P, area: x}, {name: p, label: P, area: y}]\n");
  const Form *form = parsed.form;
  const Question *hinted = question_at(&parsed, "a");
  assert_int_equal(parsed.diags.error_count, 0);
  assert_str(form->form_id, "_1_form");
  assert_str(text_in(form, hinted->label, 0), "Only a hint of ${a_2}");
  assert_int_equal(hinted->label.pieces[0].items[1].reference_ix, form_find_path(form, STR("a_2")));
  assert_true(text_is_empty(form, hinted->hint));
  assert_str(text_in(form, question_at(&parsed, "a_3")->label, 0), "The second");
  assert_str(text_in(form, question_at(&parsed, "a_2")->label, 0), "The third");
  assert_int_equal(question_at(&parsed, "gone")->kind, QUESTION_UNASKED);
  assert_int_equal(question_at(&parsed, "sum")->kind, QUESTION_CALCULATE);
  assert_int_equal(question_at(&parsed, "unknown")->kind, QUESTION_UNASKED);
  assert_int_equal(question_at(&parsed, "k")->appearance, 0);
  const ChoiceList *list = form_choices(form, question_at(&parsed, "l"));
  assert_int_equal(list->count, 3); /* code is a column here, so that the second p may be offered when the first is not */
  assert_int_equal(list->choices[0].code, -1);
  assert_str(list->column_names[0], "code");
  assert_str(text_in(form, list->choices[2].label, 0), "s t");
  assert_int_equal(form_choices(form, question_at(&parsed, "k"))->count, 2);
  parsed_free(&parsed);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_types_in_all_spellings),
      cmocka_unit_test(test_answers_in_texts),
      cmocka_unit_test(test_ranges),
      cmocka_unit_test(test_or_other),
      cmocka_unit_test(test_columns_of_choices),
      cmocka_unit_test(test_defaults),
      cmocka_unit_test(test_a_sum_is_worked_out_where_a_number_is_asked_for),
      cmocka_unit_test(test_a_workbooks_form_is_asked_all_the_same),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
