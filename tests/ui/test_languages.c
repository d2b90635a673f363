/* The five languages of the interface and of the questionnaires that ship: no text is missing, and none has lost what is filled in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "form.h"
#include "ui.h"
#include "yaml_tree.h"

enum { FILE_MAX_BYTES = 1 << 20 };

static const char *const LANGUAGES[] = {"nb", "nn", "en", "uk", "ar"};

static const char *const KEYS[UI_STRING_COUNT] = {
#define X(id, key) [UI_STRING_##id] = (key),
    UI_STRINGS(X)
#undef X
};

static bool holds(Str text, Str part) {
  for (size_t i = 0; i + part.len <= text.len; i++)
    if (memcmp(text.ptr + i, part.ptr, part.len) == 0) return true;
  return false;
}

/* Does every {placeholder} of a stand in b? */
static bool keeps_placeholders(Str a, Str b) {
  for (size_t i = 0; i < a.len; i++) {
    const char *end = a.ptr[i] == '{' ? memchr(a.ptr + i, '}', a.len - i) : NULL;
    if (end && !holds(b, (Str){a.ptr + i, (size_t)(end + 1 - a.ptr) - i})) return false;
  }
  return true;
}

static const YamlNode *read_strings(Arena *arena, const char *language) {
  Str source;
  Diags diags = diags_new(arena);
  const char *path = arena_printf(arena, "assets/strings/%s.yaml", language).ptr;
  if (file_read(arena, path, FILE_MAX_BYTES, &source, NULL) != STATUS_OK) fail_msg("%s is missing", path);
  const YamlNode *root = yaml_parse(arena, source, path, &diags).root;
  assert_int_equal(diags.count, 0);
  return root;
}

static Str string_of(const YamlNode *root, size_t ix) {
  const YamlNode *node = yaml_get(root, KEYS[ix]);
  return node && node->kind == YAML_SCALAR ? str_trim(node->text) : (Str){0};
}

/* Read as files: strings_get would put another language in the place of one that is missing. */
static void test_no_string_is_missing(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  const YamlNode *model = read_strings(arena, "nb");
  for (size_t l = 0; l < COUNT_OF(LANGUAGES); l++) {
    const YamlNode *root = read_strings(arena, LANGUAGES[l]);
    for (size_t i = 0; i < UI_STRING_COUNT; i++) {
      Str text = string_of(root, i);
      if (text.len == 0) fail_msg("%s has no %s", LANGUAGES[l], KEYS[i]);
      Str in_model = string_of(model, i);
      if (!keeps_placeholders(text, in_model) || !keeps_placeholders(in_model, text))
        fail_msg("%s: %s has other {placeholders} than nb", LANGUAGES[l], KEYS[i]);
    }
  }
  arena_free(arena);
}

/* What one text quotes of another, visitors look for on the screen. */
static void test_a_button_is_called_what_it_says(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  for (size_t l = 0; l < COUNT_OF(LANGUAGES); l++) {
    const YamlNode *root = read_strings(arena, LANGUAGES[l]);
    if (!holds(string_of(root, UI_STRING_REQUIRED_ACKNOWLEDGE), string_of(root, UI_STRING_ACKNOWLEDGE)))
      fail_msg("%s asks for a button of another name", LANGUAGES[l]);
  }
  arena_free(arena);
}

static const char DECIMAL_MARKS[] = {',', '.'};

static void test_what_is_no_word_can_be_used(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  for (size_t l = 0; l < COUNT_OF(LANGUAGES); l++) {
    const YamlNode *root = read_strings(arena, LANGUAGES[l]);
    Str mark = string_of(root, UI_STRING_DECIMAL_MARK), first = string_of(root, UI_STRING_FIRST_WEEKDAY);
    assert_int_equal(mark.len, 1);
    assert_non_null(memchr(DECIMAL_MARKS, mark.ptr[0], sizeof(DECIMAL_MARKS)));
    assert_true(first.len == 1 && first.ptr[0] >= '1' && first.ptr[0] <= '7');
    for (size_t day = UI_STRING_SHORT_DAY_1; day <= UI_STRING_SHORT_DAY_7; day++)
      assert_true(str_count_cp(string_of(root, day)) <= 2);
  }
  arena_free(arena);
}

static size_t count_references(Str text) {
  size_t count = 0;
  for (size_t i = 0; i + 1 < text.len; i++)
    count += text.ptr[i] == '$' && text.ptr[i + 1] == '{';
  return count;
}

static void assert_whole(const Form *form, Text text, Str whose) {
  if (text_is_empty(form, text)) return;
  for (size_t l = 0; l < COUNT_OF(LANGUAGES); l++) {
    Str words = text.by_language[form_find_language(form, str_from(LANGUAGES[l]))];
    if (words.len == 0) fail_msg("%s: a text of " STR_FMT " has no %s", form->file, STR_ARG(whose), LANGUAGES[l]);
    if (count_references(words) != count_references(text_in(form, text, form->default_language_ix)))
      fail_msg("%s: in %s a text of " STR_FMT " refers to other answers", form->file, LANGUAGES[l], STR_ARG(whose));
  }
}

static void assert_form_whole(const Form *form) {
  const Text texts[] = {form->title, form->kiosk.invite, form->kiosk.thanks_text, form->kiosk.followup_text};
  for (size_t i = 0; i < COUNT_OF(texts); i++)
    assert_whole(form, texts[i], STR("the kiosk"));
  for (size_t i = 0; i < form->question_count; i++) {
    const Question *q = &form->questions[i];
    const Text of_question[] = {q->label, q->hint, q->guidance_hint, q->required_message, q->constraint_message};
    for (size_t t = 0; t < COUNT_OF(of_question); t++)
      assert_whole(form, of_question[t], q->path);
  }
  for (size_t i = 0; i < form->group_count; i++)
    assert_whole(form, form->groups[i].label, form->groups[i].path);
  for (size_t i = 0; i < form->list_count; i++)
    for (size_t c = 0; c < form->lists[i].count; c++)
      assert_whole(form, form->lists[i].choices[c].label, form->lists[i].name);
}

static void test_the_forms_that_ship_are_whole(void **state) {
  (void)state;
  static const char *const FORMS[] = {"forms/kandidat.yaml", "forms/oppfolging.yaml", "forms/samling.yaml", "forms/workshop.yaml",
                                      "tests/play/forms/alle.yaml"};
  for (size_t i = 0; i < COUNT_OF(FORMS); i++) {
    Arena *arena = arena_new(0);
    Diags diags = diags_new(arena);
    const Form *form;
    assert_int_equal(form_load(arena, FORMS[i], &diags, &form, NULL), STATUS_OK);
    diags_print(&diags, stderr);
    assert_int_equal(diags.count, 0);
    assert_int_equal(form->language_count, COUNT_OF(LANGUAGES));
    for (size_t l = 0; l < COUNT_OF(LANGUAGES); l++) {
      int language_ix = form_find_language(form, str_from(LANGUAGES[l]));
      if (language_ix < 0) fail_msg("%s has no %s", FORMS[i], LANGUAGES[l]);
      assert_int_equal(form->languages[language_ix].rtl, str_is(form->languages[language_ix].code, "ar"));
    }
    assert_form_whole(form);
    arena_free(arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_no_string_is_missing),
      cmocka_unit_test(test_a_button_is_called_what_it_says),
      cmocka_unit_test(test_what_is_no_word_can_be_used),
      cmocka_unit_test(test_the_forms_that_ship_are_whole),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
