/* What a database keeps was a form when it came there, whatever a stricter program says of it now. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <string.h>

#include "form.h"
#include "parsed.h"
#include "yaml_tree.h"

#define FOLDER "tests/form/bad"

enum { FILE_MAX_BYTES = 1 << 20 };

/* As versions that did not yet check it took it. */
static const char LAX[] =
    "settings: {form_id: samling, form_title: Samling, version: 1, default_language: nb}\n"
    "languages: {nb: Norsk}\n"
    "kiosk:\n"
    "  privacy: {mode: anonymous}\n"
    "  phone: {invited: yes, from: 2027-02-01, until: 2027-01-01}\n"
    "  followup: {form: oppfolging, link: token}\n"
    "survey:\n"
    "  - {type: integer, name: antall, label: Hvor mange?, constraint: \". > 5 and . < 3\"}\n"
    "  - {type: text, name: hvorfor, label: Hvorfor?, relevant: \"${antall} = 'mange'\"}\n"
    "  - {type: select_one ja, name: igjen, label: Igjen?, relevant: \"selected(${hvorfor}, 'x')\", appearance: stars,\n"
    "     choice_filter: \"kz = ${hvorfor}\"}\n"
    "  - {type: calculate, name: sum, calculation: \"digest(${hvorfor}, 'CRC')\"}\n"
    "  - {type: calculate, name: navn, calculation: \"pulldata('steder', 'navn', 'nr', '1')\"}\n"
    "choices:\n"
    "  ja: [{name: ja, label: Ja, code: 1}, {name: nei, label: Nei, code: 1}]\n";

static bool says(const Diags *diags, DiagLevel level, const char *code) {
  for (size_t i = 0; i < diags->count; i++)
    if (diags->items[i].level == level && strcmp(diags->items[i].code, code) == 0) return true;
  return false;
}

static void what_a_later_check_refuses_is_a_warning(void **state) {
  (void)state;
  static const char *const CODES[] = {"compared-kinds", "duplicate-code", "expr-arguments", "expr-unknown-column",
                                      "never-accepted", "phone-order",    "privacy-linked", "stars-choices"};
  Arena *arena = arena_new(0);
  Diags strict = diags_new(arena), patient = diags_new(arena);
  assert_null(form_parse_yaml(arena, STR(LAX), "t.yaml", &strict));
  const Form *form = form_parse_stored(arena, STR(LAX), "t.yaml", &patient);
  for (size_t i = 0; i < COUNT_OF(CODES); i++) {
    if (!says(&strict, DIAG_ERROR, CODES[i])) fail_msg("an author is not told %s", CODES[i]);
    if (!says(&patient, DIAG_WARNING, CODES[i])) fail_msg("of what is stored %s is no warning", CODES[i]);
  }
  assert_int_equal(patient.error_count, 0);
  assert_non_null(form);
  assert_true(str_equal(form->source, STR(LAX)));
  assert_int_equal(form->question_count, 5);
  assert_non_null(form->questions[0].constraint);
  assert_non_null(form->questions[1].relevant);
  assert_non_null(form->questions[2].choice_filter);
  assert_null(form->questions[3].calculation); /* what cannot be worked out is left out */
  assert_non_null(form->questions[4].calculation);
  arena_free(arena);
}

/* What was never a form is none now. */
static void what_makes_no_form_is_refused(void **state) {
  (void)state;
  static const char *const BODIES[] = {
      "survey: [{type: text, name: a, label: A}, {type: end_group}]\n",
      "survey: [{type: star, name: a, label: A}]\n",
      "survey: [{type: text, name: a, label: A}, {type: text, name: a, label: A}]\n",
      "survey: [{type: select_one x, name: a, label: A}]\n",
      "survey: [{type: text, name: a, label: A, from_the_future: yes}]\n",
      "survey: [{type: calculate, name: a, calculation: '${b}'}, {type: calculate, name: b, calculation: '${a}'}]\n",
      "survey: [{type: text, name: a, label: '${b}'}]\n",
  };
  for (size_t i = 0; i < COUNT_OF(BODIES); i++) {
    Arena *arena = arena_new(0);
    Diags diags = diags_new(arena);
    Str source = arena_printf(arena, SETTINGS "%s", BODIES[i]);
    if (form_parse_stored(arena, source, "t.yaml", &diags)) fail_msg("%s", BODIES[i]);
    assert_true(diags.error_count > 0);
    arena_free(arena);
  }
}

static bool ends_with(const char *name, const char *ending) {
  size_t length = strlen(name), end = strlen(ending);
  return length > end && strcmp(name + length - end, ending) == 0;
}

static void assert_indices(const Form *form) {
  for (size_t i = 0; i < form->question_count; i++) {
    const Question *question = &form->questions[i];
    assert_true(question->name.len > 0 && question->path.len > 0);
    assert_true(question->list_ix < (int)form->list_count && question->group_ix < (int)form->group_count);
    assert_true(!form_type(question->kind)->takes_list || question->list_ix >= 0);
    assert_true(form_find_path(form, question->path) == (int)i);
  }
}

/* Each bad form either way: a warning is all there is, or there is an error and no form. */
static void each_bad_form_is_whole_or_none(void **state) {
  (void)state;
  size_t read = 0, refused = 0;
  DIR *folder = opendir(FOLDER);
  assert_non_null(folder);
  for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
    if (!ends_with(entry->d_name, ".yaml")) continue;
    Arena *arena = arena_new(0);
    Str source;
    const char *path = arena_printf(arena, FOLDER "/%s", entry->d_name).ptr;
    assert_int_equal(file_read(arena, path, FILE_MAX_BYTES, &source, NULL), STATUS_OK);
    Diags strict = diags_new(arena), patient = diags_new(arena);
    const Form *form = form_parse_yaml(arena, source, path, &strict);
    const Form *stored = form_parse_stored(arena, source, path, &patient);
    if (form) assert_non_null(stored);
    assert_int_equal(stored == NULL, patient.error_count > 0);
    if (stored) assert_indices(stored);
    read += stored && !form;
    refused += !stored;
    arena_free(arena);
  }
  closedir(folder);
  assert_true(read > 10 && refused > 10);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_a_later_check_refuses_is_a_warning),
      cmocka_unit_test(what_makes_no_form_is_refused),
      cmocka_unit_test(each_bad_form_is_whole_or_none),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
