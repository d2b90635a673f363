#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "form.h"

#define LANGUAGES                                                                                                                  \
  "settings: {form_id: t, form_title: '1', version: 1, default_language: en}\nlanguages: {nb: Norsk, nn: Nynorsk, en: English, "   \
  "uk: Українська}\n"

static const Form *parse(Arena *arena, Str text, Diags *diags) {
  *diags = diags_new(arena);
  const Form *form = form_parse_yaml(arena, text, "t.yaml", diags);
  assert_non_null(form);
  return form;
}

static void test_a_missing_text_falls_back(void **state) {
  (void)state;
  static const struct {
    const char *label;
    const char *nb, *nn, *en, *uk;
  } CASES[] = {
      {"{nb: B, nn: N, en: E, uk: U}", "B", "N", "E", "U"},
      {"{nb: B, en: E}", "B", "B", "E", "E"},
      {"{nn: N, en: E}", "N", "N", "E", "E"},
      {"{en: E}", "E", "E", "E", "E"},
      {"{uk: U}", "U", "U", "U", "U"},
      {"{nn: N, uk: U}", "N", "N", "N", "U"},
      {"{nb: '', nn: ~, en: '  ', uk: U}", "U", "U", "U", "U"},
      {"E", "E", "E", "E", "E"},
      {"10", "10", "10", "10", "10"},
      {"|\n      E\n", "E", "E", "E", "E"},
  };
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < COUNT_OF(CASES); i++) {
    Diags diags;
    const Form *form = parse(
        arena, arena_printf(arena, LANGUAGES "survey:\n  - type: text\n    name: a\n    label: %s\n", CASES[i].label), &diags);
    const char *const expected[] = {CASES[i].nb, CASES[i].nn, CASES[i].en, CASES[i].uk};
    for (int language_ix = 0; language_ix < 4; language_ix++) {
      Str got = text_in(form, form->questions[0].label, language_ix);
      if (!str_is(got, expected[language_ix])) fail_msg("%s in language %d: " STR_FMT, CASES[i].label, language_ix, STR_ARG(got));
    }
  }
  arena_free(arena);
}

static void test_no_text_is_empty(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Diags diags;
  const Form *form = parse(arena, STR(LANGUAGES "survey: [{type: text, name: a, label: A, hint: {nb: ''}}]"), &diags);
  assert_true(text_is_empty(form, form->questions[0].hint));
  assert_true(text_is_empty(form, form->questions[0].required_message));
  assert_int_equal(text_in(form, form->questions[0].required_message, 0).len, 0);
  assert_false(text_is_empty(form, form->questions[0].label));
  assert_true(str_is(text_in(form, form->questions[0].label, -1), "A"));
  assert_true(str_is(text_in(form, form->questions[0].label, 99), "A"));
  arena_free(arena);
}

static void test_missing_translations_are_told_once_a_question(void **state) {
  (void)state;
  static const struct {
    const char *question, *what; /* NULL: nothing is missing */
  } CASES[] = {
      {"label: {nb: B, nn: N, en: E, uk: U}", NULL},
      {"label: 10", NULL},
      {"label: 😀", NULL},
      {"label: {nb: B, nn: N, en: E, uk: U}, hint: ''", NULL},
      {"label: {nb: B, nn: N, en: E, uk: U}, hint: {nn: H, en: H, uk: H}", "the question a has no text in nb"},
      {"label: {nb: B, nn: N, uk: U}, hint: {nb: H}", "the question a has no text in nn, en, uk"},
      {"label: Ordet", "the question a has no text in nb, nn, uk"},
      {"label: Слово", "the question a has no text in nb, nn, uk"},
  };
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < COUNT_OF(CASES); i++) {
    Diags diags;
    parse(arena, arena_printf(arena, LANGUAGES "survey: [{type: text, name: a, %s}]", CASES[i].question), &diags);
    assert_int_equal(diags.count, CASES[i].what != NULL);
    if (CASES[i].what && !str_is(diags.items[0].what, CASES[i].what))
      fail_msg("%s: " STR_FMT, CASES[i].question, STR_ARG(diags.items[0].what));
  }
  arena_free(arena);
}

static void test_minutes(void **state) {
  (void)state;
  static const struct {
    const char *type;
    int count;
    const char *kiosk;
    int minutes;
  } CASES[] = {
      {"text", 1, "{}", 1},    /* 30 s, never 0 */
      {"text", 2, "{}", 1},    /* 60 s */
      {"text", 3, "{}", 2},    /* 90 s */
      {"integer", 8, "{}", 1}, /* 80 s */
      {"integer", 9, "{}", 2}, /* 90 s */
      {"integer", 15, "{}", 3}, {"integer", 15, "{attract: {minutes: 9}}", 9},
  };
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < COUNT_OF(CASES); i++) {
    Buffer buffer = buffer_new(arena);
    Sink sink = sink_to_buffer(&buffer);
    sink_printf(&sink, LANGUAGES "kiosk: %s\nsurvey:\n", CASES[i].kiosk);
    for (int q = 0; q < CASES[i].count; q++)
      sink_printf(&sink, "  - {type: %s, name: q%d, label: '1'}\n", CASES[i].type, q);
    Diags diags;
    int minutes = form_minutes(parse(arena, buffer_view(&buffer), &diags));
    if (minutes != CASES[i].minutes) fail_msg("%d of %s take %d minutes", CASES[i].count, CASES[i].type, minutes);
  }
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_missing_text_falls_back),
      cmocka_unit_test(test_no_text_is_empty),
      cmocka_unit_test(test_missing_translations_are_told_once_a_question),
      cmocka_unit_test(test_minutes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
