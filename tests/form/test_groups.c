/* Groups and repeats: their nesting, their names, and what a name means where. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "parsed.h"

static const char NESTED[] = "survey:\n"
                             "  - {type: text, name: a, label: A}\n"
                             "  - type: group\n"
                             "    name: g\n"
                             "    label: G\n"
                             "    relevant: ${a} != ''\n"
                             "    questions:\n"
                             "      - {type: text, name: b, label: B}\n"
                             "      - type: repeat\n"
                             "        name: r\n"
                             "        repeat_count: 2 + 1\n"
                             "        questions:\n"
                             "          - {type: text, name: c, label: C}\n"
                             "          - type: group\n"
                             "            name: h\n"
                             "            questions:\n"
                             "              - {type: text, name: d, label: D}\n"
                             "              - type: repeat\n"
                             "                name: s\n"
                             "                questions: [{type: text, name: e, label: E}]\n"
                             "      - {type: text, name: f, label: F}\n"
                             "  - {type: text, name: z, label: Z}\n";

static const char FLAT[] = "survey:\n"
                           "  - {type: text, name: a, label: A}\n"
                           "  - {type: begin_group, name: g, label: G, relevant: \"${a} != ''\"}\n"
                           "  - {type: text, name: b, label: B}\n"
                           "  - {type: Begin  Repeat, name: r, repeat_count: 2 + 1}\n"
                           "  - {type: text, name: c, label: C}\n"
                           "  - {type: begin group, name: h}\n"
                           "  - {type: text, name: d, label: D}\n"
                           "  - {type: begin_repeat, name: s}\n"
                           "  - {type: text, name: e, label: E}\n"
                           "  - {type: end repeat, name: whatever}\n"
                           "  - {type: END_GROUP, name: g}\n"
                           "  - {type: end_repeat}\n"
                           "  - {type: text, name: dropped, label: X, disabled: yes}\n"
                           "  - {type: text, name: f, label: F}\n"
                           "  - {type: end group, label: F}\n"
                           "  - {type: text, name: z, label: Z}\n";

static void test_both_notations_give_one_nesting(void **state) {
  (void)state;
  static const struct {
    const char *path, *key;
    int group_ix, repeat_ix;
  } QUESTIONS[] = {{"a", "a", -1, -1},       {"g/b", "g/b", 0, -1}, {"g/r/c", "c", 1, 1}, {"g/r/h/d", "h/d", 2, 1},
                   {"g/r/h/s/e", "e", 3, 3}, {"g/f", "g/f", 0, -1}, {"z", "z", -1, -1}};
  static const struct {
    const char *path, *key;
    bool repeats;
    int parent_ix, repeat_ix, first, end, end_group;
  } GROUPS[] = {{"g", "g", false, -1, -1, 1, 6, 4},
                {"g/r", "g/r", true, 0, -1, 2, 5, 4},
                {"g/r/h", "h", false, 1, 1, 3, 5, 4},
                {"g/r/h/s", "h/s", true, 2, 1, 4, 5, 4}};
  static const char *const BODIES[] = {NESTED, FLAT};
  for (size_t n = 0; n < COUNT_OF(BODIES); n++) {
    Parsed parsed = parsed_from(BODIES[n]);
    const Form *form = parsed.form;
    assert_non_null(form);
    assert_int_equal(parsed.diags.count, 0);
    assert_int_equal(form->question_count, COUNT_OF(QUESTIONS));
    assert_int_equal(form->group_count, COUNT_OF(GROUPS));
    for (size_t i = 0; i < COUNT_OF(QUESTIONS); i++) {
      assert_str(form->questions[i].path, QUESTIONS[i].path);
      assert_str(form->questions[i].key, QUESTIONS[i].key);
      assert_int_equal(form->questions[i].group_ix, QUESTIONS[i].group_ix);
      assert_int_equal(form->questions[i].repeat_ix, QUESTIONS[i].repeat_ix);
      assert_int_equal(form_find_path(form, str_from(QUESTIONS[i].path)), i);
    }
    for (size_t i = 0; i < COUNT_OF(GROUPS); i++) {
      const Group *group = &form->groups[i];
      assert_str(group->path, GROUPS[i].path);
      assert_str(group->key, GROUPS[i].key);
      assert_int_equal(group->repeats, GROUPS[i].repeats);
      assert_int_equal(group->parent_ix, GROUPS[i].parent_ix);
      assert_int_equal(group->repeat_ix, GROUPS[i].repeat_ix);
      assert_int_equal(group->first_question_ix, GROUPS[i].first);
      assert_int_equal(group->end_question_ix, GROUPS[i].end);
      assert_int_equal(group->end_group_ix, GROUPS[i].end_group);
      assert_int_equal(group->relevant != NULL, i == 0);
      assert_int_equal(group->repeat_count != NULL, i == 1);
    }
    assert_str(text_in(form, form->groups[0].label, 0), "G");
    parsed_free(&parsed);
  }
}

/* No screen holds a repeat beside other questions, nor one screen another. */
static void test_who_shares_a_screen(void **state) {
  (void)state;
  Parsed parsed =
      parsed_from("survey:\n"
                  "  - {type: group, name: a, appearance: w1 field-list, questions: [{type: text, name: q, label: Q}]}\n"
                  "  - type: group\n"
                  "    name: b\n"
                  "    appearance: field-list\n"
                  "    questions:\n"
                  "      - {type: repeat, name: c, questions: [{type: text, name: q, label: Q}]}\n"
                  "  - type: group\n"
                  "    name: d\n"
                  "    appearance: field-list\n"
                  "    questions:\n"
                  "      - {type: group, name: e, questions: [{type: text, name: q, label: Q}]}\n"
                  "      - {type: repeat, name: f, appearance: field-list, questions: [{type: text, name: q, label: Q}]}\n"
                  "  - type: group\n"
                  "    name: g\n"
                  "    appearance: field-list\n"
                  "    questions: [{type: group, name: h, questions: [{type: text, name: q, label: Q}]}]\n");
  static const struct {
    const char *path;
    bool field_list;
  } GROUPS[] = {{"a", true},    {"b", false},  {"b/c", false}, {"d", false},
                {"d/e", false}, {"d/f", true}, {"g", true},    {"g/h", false}};
  assert_non_null(parsed.form);
  for (size_t i = 0; i < COUNT_OF(GROUPS); i++) {
    const Group *group = &parsed.form->groups[form_group_of(parsed.form, reference_at(&parsed, GROUPS[i].path))];
    if (group->field_list != GROUPS[i].field_list) fail_msg("%s: field_list is %d", GROUPS[i].path, group->field_list);
  }
  parsed_free(&parsed);
}

/* A name means the nearest: beside the one who asks, anywhere in its group, in the group around that. */
static void test_a_name_means_the_nearest(void **state) {
  (void)state;
  Parsed parsed = parsed_from("survey:\n"
                              "  - {type: text, name: x, label: X}\n"
                              "  - type: group\n"
                              "    name: g\n"
                              "    questions:\n"
                              "      - {type: text, name: x, label: X}\n"
                              "      - {type: text, name: y, label: Y}\n"
                              "      - {type: text, name: beside, label: '1', relevant: \"${x} = ${y}\"}\n"
                              "      - type: group\n"
                              "        name: h\n"
                              "        questions: [{type: text, name: around, label: '2', relevant: \"${x} = ${y}\"},\n"
                              "                    {type: text, name: w, label: W}]\n"
                              "      - {type: text, name: into, label: '3', relevant: \"${w} = ''\"}\n"
                              "  - type: group\n"
                              "    name: k\n"
                              "    questions: [{type: text, name: y, label: Y}, {type: text, name: w, label: W},\n"
                              "                {type: text, name: path, label: '4', relevant: \"../y = '' and ../../x = ''\"}]\n"
                              "  - {type: text, name: outside, label: '${x}', relevant: \"${x} = ''\"}\n"
                              "  - {type: text, name: torn, label: '6', relevant: \"${y} = ''\"}\n");
  static const struct {
    const char *path, *references;
  } CASES[] = {{"g/beside", "g/x g/y"}, {"g/h/around", "g/x g/y"}, {"g/into", "g/h/w"},
               {"k/path", "k/y x"},     {"outside", "x"},          {"torn", "g/y"}};
  for (size_t i = 0; i < COUNT_OF(CASES); i++)
    assert_str(references_of(&parsed, question_at(&parsed, CASES[i].path)->relevant), CASES[i].references);
  parsed_free(&parsed);
}

static void test_only_a_tie_is_ambiguous(void **state) {
  (void)state;
  static const struct {
    const char *relevant;
    bool ambiguous;
  } CASES[] = {{"${y} = ''", true}, {"${x} = ''", false}, {"/data/g/y = ''", false}};
  for (size_t i = 0; i < COUNT_OF(CASES); i++) {
    Arena *arena = arena_new(0);
    Parsed parsed = parsed_from(arena_printf(arena,
                                             "survey:\n"
                                             "  - {type: text, name: x, label: X}\n"
                                             "  - {type: group, name: g, questions: [{type: text, name: y, label: Y}]}\n"
                                             "  - {type: group, name: k, questions: [{type: text, name: y, label: Y}]}\n"
                                             "  - {type: text, name: z, label: Z, relevant: \"%s\"}\n",
                                             CASES[i].relevant)
                                    .ptr);
    assert_non_null(parsed.form);
    if (has_code(&parsed, "ambiguous-name") != CASES[i].ambiguous) fail_msg("%s", CASES[i].relevant);
    parsed_free(&parsed);
    arena_free(arena);
  }
}

/* A group has no answer, so that its question of the same name is meant; a repeat is counted. */
static void test_a_group_named_as_its_question(void **state) {
  (void)state;
  Parsed parsed = parsed_from("survey:\n"
                              "  - {type: group, name: c, questions: [{type: text, name: c, label: C}]}\n"
                              "  - {type: repeat, name: r, questions: [{type: text, name: r, label: R}]}\n"
                              "  - {type: text, name: d, label: '${c}', relevant: \"${c} != ''\"}\n"
                              "  - {type: calculate, name: e, calculation: \"count(${r})\"}\n");
  assert_str(references_of(&parsed, question_at(&parsed, "d")->relevant), "c/c");
  assert_str(references_of(&parsed, question_at(&parsed, "e")->calculation), "r");
  assert_int_equal(parsed.diags.count, 0);
  parsed_free(&parsed);
}

/* A group for each choice but none; in each, a name means what stands there. */
static void test_a_loop_is_a_group_for_each_choice(void **state) {
  (void)state;
  Parsed parsed =
      parsed_whole("settings: {form_id: t, form_title: '1', version: 1, default_language: en}\n"
                   "languages: {en: English, nb: Norsk}\n"
                   "survey:\n"
                   "  - {type: begin loop over town, name: visits, label: {en: Visits, nb: Besøk}}\n"
                   "  - {type: integer, name: often, label: {en: 'How often in %(label)s?', nb: 'Hvor ofte i %(label)s?'}}\n"
                   "  - {type: begin_group, name: more}\n"
                   "  - {type: text, name: why, label: Why?, relevant: \"${often} > 3 and '%(name)s' != 'x'\"}\n"
                   "  - {type: end_group}\n"
                   "  - {type: end loop}\n"
                   "  - {type: integer, name: all, label: {en: All, nb: Alle}}\n"
                   "choices:\n"
                   "  town:\n"
                   "    - {name: oslo, label: Oslo}\n"
                   "    - {name: kv, label: {en: Kautokeino, nb: Guovdageaidnu}}\n"
                   "    - {name: none, label: None}\n");
  if (!parsed.form) diags_print(&parsed.diags, stderr);
  assert_non_null(parsed.form);
  assert_int_equal(parsed.form->question_count, 5);
  assert_false(has_code(&parsed, "unused-list"));
  assert_str(text_in(parsed.form, question_at(&parsed, "visits/oslo/often")->label, 0), "How often in Oslo?");
  const Question *often = question_at(&parsed, "visits/kv/often"), *why = question_at(&parsed, "visits/kv/more/why");
  assert_str(text_in(parsed.form, often->label, 0), "How often in Kautokeino?");
  assert_str(text_in(parsed.form, often->label, 1), "Hvor ofte i Guovdageaidnu?");
  assert_str(text_in(parsed.form, parsed.form->groups[often->group_ix].label, 1), "Guovdageaidnu");
  assert_str(references_of(&parsed, why->relevant), "visits/kv/often");
  assert_non_null(strstr(expr_text(why->relevant).ptr, "'kv' != 'x'"));
  assert_int_equal(question_at(&parsed, "all")->group_ix, -1);
  parsed_free(&parsed);
}

static void test_loops_stand_in_loops(void **state) {
  (void)state;
  Parsed parsed =
      parsed_from("survey:\n"
                  "  - {type: begin loop over a, name: l}\n"
                  "  - {type: begin_loop b, name: m}\n"
                  "  - {type: text, name: q, label: '%(label)s?'}\n"
                  "  - {type: end_loop}\n"
                  "  - {type: end_loop}\n"
                  "choices: {a: [{name: p, label: P}, {name: q, label: Q}], b: [{name: x, label: X}, {name: y, label: Y}]}\n");
  assert_non_null(parsed.form);
  assert_int_equal(parsed.form->question_count, 4);
  assert_str(parsed.form->questions[3].path, "l/q/m/y/q");
  assert_str(text_in(parsed.form, parsed.form->questions[3].label, 0), "Q?"); /* the outer one's: pyxform's reading */
  parsed_free(&parsed);
}

static void test_broken_nesting_is_refused_once(void **state) {
  (void)state;
  static const struct {
    const char *survey, *code;
  } CASES[] = {
      {"[{type: begin group, name: g}, {type: text, name: a, label: A}]", "group-not-closed"},
      {"[{type: text, name: a, label: A}, {type: end repeat}]", "group-not-open"},
      {"[{type: begin group, name: g}, {type: text, name: a, label: A}, {type: end repeat}]", "group-mismatch"},
      {"[{type: begin loop over l, name: g}, {type: text, name: a, label: A}, {type: end loop}]", "group-loop"},
      {"[{type: group, name: g, questions: [{type: text, name: a, label: A}, {type: end group}]}]", "group-not-open"},
      {"[{type: begin group, name: g}, {type: group, name: h, questions: [{type: text, name: a, label: A}]}]", "group-not-closed"},
      {"[{type: group, name: g}, {type: text, name: a, label: A}]", "missing-key"},
      {"[{type: group, name: g, questions: {}}, {type: text, name: a, label: A}]", "not-a-list"},
  };
  for (size_t i = 0; i < COUNT_OF(CASES); i++) {
    Arena *arena = arena_new(0);
    Parsed parsed = parsed_from(arena_printf(arena, "survey: %s\n", CASES[i].survey).ptr);
    assert_null(parsed.form);
    if (parsed.diags.error_count != 1 || !has_code(&parsed, CASES[i].code)) {
      diags_print(&parsed.diags, stderr);
      fail_msg("%s is not one %s", CASES[i].survey, CASES[i].code);
    }
    parsed_free(&parsed);
    arena_free(arena);
  }
}

static void test_how_deep_groups_nest(void **state) {
  (void)state;
  for (int depth = 20; depth <= 21; depth++) {
    for (int nested = 0; nested < 2; nested++) {
      Arena *arena = arena_new(0);
      Buffer buffer = buffer_new(arena);
      Sink sink = sink_to_buffer(&buffer);
      sink_z(&sink, "survey: [");
      for (int i = 0; i < depth; i++)
        sink_printf(&sink, nested ? "{type: group, name: g%d, questions: [" : "{type: begin_group, name: g%d}, ", i);
      sink_z(&sink, "{type: text, name: a, label: A}");
      for (int i = 0; i < depth; i++)
        sink_z(&sink, nested ? "]}" : ", {type: end_group}");
      sink_z(&sink, "]\n");
      Parsed parsed = parsed_from(buffer_view(&buffer).ptr);
      assert_int_equal(parsed.form != NULL, depth == 20);
      assert_int_equal(has_code(&parsed, "nested-too-deep"), depth > 20);
      assert_int_equal(parsed.diags.error_count, depth > 20);
      parsed_free(&parsed);
      arena_free(arena);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_both_notations_give_one_nesting),
      cmocka_unit_test(test_who_shares_a_screen),
      cmocka_unit_test(test_a_name_means_the_nearest),
      cmocka_unit_test(test_only_a_tie_is_ambiguous),
      cmocka_unit_test(test_a_group_named_as_its_question),
      cmocka_unit_test(test_a_loop_is_a_group_for_each_choice),
      cmocka_unit_test(test_loops_stand_in_loops),
      cmocka_unit_test(test_broken_nesting_is_refused_once),
      cmocka_unit_test(test_how_deep_groups_nest),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
