#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "form.h"

typedef struct Loaded {
  Arena *arena;
  const Form *form;
} Loaded;

static int load_everything(void **state) {
  static Loaded loaded;
  loaded.arena = arena_new(0);
  Diags diags = diags_new(loaded.arena);
  assert_int_equal(form_load(loaded.arena, "tests/form/good/everything.yaml", &diags, &loaded.form, NULL), STATUS_OK);
  for (size_t i = 0; i < diags.count; i++)
    assert_string_equal(diags.items[i].code, "missing-translation");
  *state = &loaded;
  return 0;
}

static int unload(void **state) {
  arena_free(((Loaded *)*state)->arena);
  return 0;
}

static const Form *form_of(void **state) {
  return ((const Loaded *)*state)->form;
}

static void assert_str(Str s, const char *expected) {
  if (!str_is(s, expected)) fail_msg("expected \"%s\", got \"" STR_FMT "\"", expected, STR_ARG(s));
}

static const Question *question_of(const Form *form, const char *name) {
  int ix = form_find_question(form, str_from(name));
  assert_true(ix >= 0);
  return &form->questions[ix];
}

static void test_settings_and_languages(void **state) {
  const Form *form = form_of(state);
  assert_str(form->form_id, "alt");
  assert_str(form->version, "2026112101");
  assert_int_equal(form->language_count, 5);
  assert_int_equal(form->default_language_ix, 1);
  static const struct {
    const char *code, *name;
    bool rtl;
  } LANGUAGES[] = {
      {"en", "English", false}, {"nb", "Norsk", false}, {"nn", "Nynorsk", false}, {"ar", "العربية", true}, {"xx", "Prøve", true}};
  for (size_t i = 0; i < COUNT_OF(LANGUAGES); i++) {
    assert_str(form->languages[i].code, LANGUAGES[i].code);
    assert_str(form->languages[i].name, LANGUAGES[i].name);
    assert_int_equal(form->languages[i].rtl, LANGUAGES[i].rtl);
    assert_int_equal(form_find_language(form, form->languages[i].code), i);
  }
  assert_int_equal(form_find_language(form, STR("de")), -1);
}

static void test_kiosk(void **state) {
  const Form *form = form_of(state);
  const KioskSettings *kiosk = &form->kiosk;
  assert_int_equal(kiosk->idle_after_s, 45);
  assert_int_equal(kiosk->idle_warn_s, 30);
  assert_int_equal(kiosk->idle_outcome, IDLE_DISCARD);
  assert_true(kiosk->review);
  assert_int_equal(kiosk->thanks_show_s, 12);
  assert_int_equal(kiosk->minutes, 7);
  assert_str(kiosk->followup_url, "https://example.org/s?t={token}&e={event}&r={round}&f={form}&l={lang}");
  assert_int_equal(kiosk->followup_link, FOLLOWUP_TOKEN);
  assert_false(kiosk->anonymous);
  assert_int_equal(kiosk->min_group, 10);
  assert_int_equal(kiosk->time_grain, TIME_EXACT);
  assert_int_equal(kiosk->keep_free_text.kind, RETENTION_UNTIL);
  assert_int_equal(kiosk->keep_free_text.days, civil_to_days(2027, 1, 31));
  assert_int_equal(kiosk->keep_responses.kind, RETENTION_DAYS);
  assert_int_equal(kiosk->keep_responses.days, 400);
  assert_str(text_in(form, kiosk->invite, 0), "Welcome");
  assert_str(text_in(form, kiosk->thanks_text, 1), "Takk");
  assert_str(text_in(form, kiosk->followup_text, 2), "Meir");
}

static void test_time_is_as_coarse_as_promised(void **state) {
  (void)state;
  static const char *const texts[] = {
      [TIME_DAY] = "2026-11-21", [TIME_HOUR] = "2026-11-21T14", [TIME_EXACT] = "2026-11-21T14:05:09.250"};
  CivilTime local = {.year = 2026, .month = 11, .day = 21, .hour = 14, .minute = 5, .second = 9, .millisecond = 250};
  int64_t minutes = civil_to_days(2026, 11, 21) * 24 * 60 + 14 * 60 + 5 - civil_local_offset_minutes(local);
  Arena *arena = arena_new(0);
  for (TimeGrain grain = TIME_DAY; grain <= TIME_EXACT; grain++) {
    Form form = {.kiosk = {.time_grain = grain}};
    Str text = form_time_text(arena, &form, minutes * 60000 + 9250);
    size_t length = strlen(texts[grain]);
    assert_true(str_starts_with(text, str_from(texts[grain])));
    assert_int_equal(text.len, grain == TIME_EXACT ? length + 6 : length);
    CivilTime t = form_coarse_time(&form, minutes * 60000 + 9250);
    assert_int_equal(t.hour, grain == TIME_DAY ? 0 : 14);
    assert_int_equal(t.minute, grain == TIME_EXACT ? 5 : 0);
  }
  arena_free(arena);
}

static void test_questions(void **state) {
  const Form *form = form_of(state);
  static const struct {
    const char *name;
    QuestionKind kind;
    unsigned appearance;
    const char *list;
    bool required, relevant, constraint;
  } QUESTIONS[] = {
      {"hei", QUESTION_NOTE, 0, NULL, false, false, false},
      {"ja", QUESTION_ACKNOWLEDGE, 0, NULL, true, false, false},
      {"nytte", QUESTION_SELECT_ONE, APPEARANCE_QUICK | APPEARANCE_SMILEYS, "skala", true, true, false},
      {"emner", QUESTION_SELECT_MULTIPLE, 0, "emner", false, false, false},
      {"antall", QUESTION_INTEGER, 0, NULL, false, false, true},
      {"hvorfor", QUESTION_TEXT, APPEARANCE_MULTILINE, NULL, false, false, false},
      {"anbefale", QUESTION_SELECT_ONE, APPEARANCE_NPS, "nps", false, false, false},
  };
  assert_int_equal(form->question_count, COUNT_OF(QUESTIONS));
  for (size_t i = 0; i < COUNT_OF(QUESTIONS); i++) {
    const Question *question = &form->questions[i];
    assert_str(question->name, QUESTIONS[i].name);
    assert_int_equal(form_find_question(form, question->name), i);
    assert_int_equal(question->kind, QUESTIONS[i].kind);
    assert_int_equal(question->appearance, QUESTIONS[i].appearance);
    assert_int_equal(question->required != NULL, QUESTIONS[i].required);
    assert_int_equal(question->relevant != NULL, QUESTIONS[i].relevant);
    assert_int_equal(question->constraint != NULL, QUESTIONS[i].constraint);
    const ChoiceList *list = form_choices(form, question);
    assert_int_equal(list != NULL, QUESTIONS[i].list != NULL);
    if (list) assert_str(list->name, QUESTIONS[i].list);
  }
  assert_int_equal(form_find_question(form, STR("nei")), -1);
  assert_str(text_in(form, question_of(form, "nytte")->required_message, 0), "Choose");
  assert_str(text_in(form, question_of(form, "antall")->constraint_message, 1), "0 til 40");
  assert_str(text_in(form, question_of(form, "nytte")->hint, 0), "Press");
}

static void test_choices(void **state) {
  const Form *form = form_of(state);
  const ChoiceList *scale = form_choices(form, question_of(form, "nytte"));
  assert_int_equal(scale->count, 4);
  int ix = form_find_choice(scale, STR("vet_ikke"));
  assert_int_equal(ix, 3);
  assert_int_equal(scale->choices[ix].code, 99);
  assert_true(scale->choices[ix].missing);
  assert_false(scale->choices[0].missing);
  assert_str(text_in(form, scale->choices[1].label, 0), "Middling");
  const ChoiceList *topics = form_choices(form, question_of(form, "emner"));
  assert_int_equal(topics->choices[0].code, -1);
  assert_false(topics->choices[0].exclusive);
  assert_true(topics->choices[1].exclusive);
  assert_int_equal(form_find_choice(topics, STR("vet_ikke")), -1);
}

/* References are indices of questions: what an expression asks its host for. */
static void note_reference(void *context, int reference_ix) {
  *(int *)context = reference_ix;
}

static void test_expressions_refer_by_index(void **state) {
  const Form *form = form_of(state);
  int seen = -1;
  expr_each_reference(question_of(form, "nytte")->relevant, note_reference, &seen);
  assert_int_equal(seen, form_find_question(form, STR("ja")));
  assert_true(expr_uses_self(question_of(form, "antall")->constraint));
  Value always;
  assert_true(expr_constant(question_of(form, "ja")->required, &always));
  assert_true(expr_to_boolean(always));
}

static void test_the_source_is_kept_to_the_byte(void **state) {
  Loaded *loaded = *state;
  Str file;
  assert_int_equal(file_read(loaded->arena, "tests/form/good/everything.yaml", 1 << 20, &file, NULL), STATUS_OK);
  assert_true(str_equal(loaded->form->source, file));
  char text[] = "\xEF\xBB\xBFsettings: {form_id: t}\r\nsurvey: [{type: text, name: a, label: A}]\r\n";
  Diags diags = diags_new(loaded->arena);
  const Form *form = form_parse_yaml(loaded->arena, str_from(text), "t.yaml", &diags);
  memset(text, '#', sizeof(text)); /* the form must hold a copy */
  assert_true(str_starts_with(form->source, STR("\xEF\xBB\xBFsettings: {form_id: t}\r\n")));
  assert_str(text_in(form, form->questions[0].label, 0), "A");
}

static void test_what_a_small_form_gets_by_default(void **state) {
  Loaded *loaded = *state;
  Diags diags = diags_new(loaded->arena);
  const Form *form =
      form_parse_yaml(loaded->arena, STR("settings: {form_id: t}\nsurvey: [{type: text, name: a, label: A}]"), "t.yaml", &diags);
  assert_non_null(form);
  assert_int_equal(form->language_count, 1);
  assert_str(form->languages[0].code, "nb");
  assert_str(text_in(form, form->title, 0), "t");
  const KioskSettings *kiosk = &form->kiosk;
  assert_int_equal(kiosk->idle_after_s, 60);
  assert_int_equal(kiosk->idle_warn_s, 20);
  assert_int_equal(kiosk->idle_outcome, IDLE_PARTIAL);
  assert_false(kiosk->review);
  assert_int_equal(kiosk->thanks_show_s, 8);
  assert_int_equal(kiosk->followup_url.len, 0);
  assert_int_equal(kiosk->followup_link, FOLLOWUP_NONE);
  assert_true(kiosk->anonymous);
  assert_int_equal(kiosk->min_group, 5);
  assert_int_equal(kiosk->time_grain, TIME_DAY);
  assert_int_equal(kiosk->keep_free_text.kind, RETENTION_NONE);
  assert_int_equal(kiosk->keep_responses.kind, RETENTION_NONE);
  form = form_parse_yaml(loaded->arena,
                         STR("settings: {form_id: t, default_language: ar}\nkiosk: {followup: {url: 'https://a.no'}}\n"
                             "survey: [{type: text, name: a, label: A}]"),
                         "t.yaml", &diags);
  assert_str(form->languages[0].code, "ar");
  assert_true(form->languages[0].rtl);
  assert_int_equal(form->kiosk.thanks_show_s, 15);
}

/* Each spelling of yes and no, and the types' other spellings. */
static void test_spellings(void **state) {
  Loaded *loaded = *state;
  static const struct {
    const char *type, *required;
    QuestionKind kind;
    bool is_required;
  } CASES[] = {
      {"text", "yes", QUESTION_TEXT, true},
      {"text", "'TRUE'", QUESTION_TEXT, true},
      {"string", "true()", QUESTION_TEXT, true},
      {"text", "No", QUESTION_TEXT, false},
      {"text", "'false'", QUESTION_TEXT, false},
      {"text", "false()", QUESTION_TEXT, false},
      {"text", "''", QUESTION_TEXT, false},
      {"text", "", QUESTION_TEXT, false},
      {"int", "1 = 1", QUESTION_INTEGER, true},
      {"trigger", "", QUESTION_ACKNOWLEDGE, false},
      {"select one from l", "", QUESTION_SELECT_ONE, false},
      {"select_one  l", "", QUESTION_SELECT_ONE, false},
      {"select1 l", "", QUESTION_SELECT_ONE, false},
      {"select all that apply from l", "", QUESTION_SELECT_MULTIPLE, false},
  };
  for (size_t i = 0; i < COUNT_OF(CASES); i++) {
    Diags diags = diags_new(loaded->arena);
    Str text = arena_printf(
        loaded->arena,
        "settings: {form_id: t, form_title: '1', version: 1}\nsurvey:\n  - type: %s\n    name: q\n    label: Q\n    required: %s\n"
        "choices: {l: [{name: a, label: A}]}\n",
        CASES[i].type, CASES[i].required);
    const Form *form = form_parse_yaml(loaded->arena, text, "t.yaml", &diags);
    if (!form) fail_msg("%s, required: %s is refused", CASES[i].type, CASES[i].required);
    assert_int_equal(form->questions[0].kind, CASES[i].kind);
    assert_int_equal(form->questions[0].required != NULL, CASES[i].is_required);
  }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, load_everything, unload)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_settings_and_languages),
      TEST(test_kiosk),
      TEST(test_time_is_as_coarse_as_promised),
      TEST(test_questions),
      TEST(test_choices),
      TEST(test_expressions_refer_by_index),
      TEST(test_the_source_is_kept_to_the_byte),
      TEST(test_what_a_small_form_gets_by_default),
      TEST(test_spellings),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
