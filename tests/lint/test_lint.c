/* The measures that advice goes by, how much is told, and that what ships is not warned of. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "advised.h"
#include "lengths.h"
#include "lint_names.h"
#include "names.h"
#include "size.h"

#define SETTINGS "settings: {form_id: f, form_title: F, version: 1, default_language: nb}\n"
#define YES_NO   "  yn:\n    - {name: ja, label: Ja}\n    - {name: nei, label: Nei}\n"
#define ASKS     "  - {type: select_one yn, name: a, label: Er du ny?}\n"

/* By hand: "Dette er en kort setning." 5 words, 1 long (setning); LIX 5 + 20. */
static void test_lix_is_the_formula(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  const LintNote *note = advised_find(
      advised(arena, SETTINGS "survey:\n  - {type: note, name: n, label: Dette er en kort setning.}\n" ASKS "choices:\n" YES_NO),
      "lix-question");
  assert_non_null(note);
  assert_true(note->figure > 24.9 && note->figure < 25.1);
  arena_free(arena);
}

static void test_many_of_one_kind_are_counted(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_z(&sink, SETTINGS "survey:\n");
  for (int i = 0; i < 9; i++)
    sink_printf(&sink, "  - {type: integer, name: a_name_that_is_longer_than_thirty_two_%d, label: Hva?}\n", i);
  const LintReport report = advised(arena, buffer.bytes);
  size_t told = 0;
  for (size_t i = 0; i < report.count; i++)
    told += strcmp(report.notes[i].code, "name-changed") == 0;
  assert_int_equal(told, 6);
  for (size_t i = 0; i < report.count; i++)
    if (report.notes[i].place.line == 0 && report.notes[i].level == LINT_SUGGESTION)
      assert_true(str_is(report.notes[i].what, "and 4 more of this kind"));
  arena_free(arena);
}

/* The rule is that of the exports: what they keep as it is has no flaw, and the other way about. */
static void test_names_are_judged_as_exports_make_them(void **state) {
  (void)state;
  static const char *const NAMES[] = {"nytte",
                                      "a/b",
                                      "all",
                                      "str12",
                                      "strx",
                                      "9a",
                                      "_a",
                                      "a-b",
                                      "å",
                                      "using",
                                      "A",
                                      "If",
                                      "a2345678901234567890123456789012",
                                      "a23456789012345678901234567890123"};
  Arena *arena = arena_new(0);
  for (size_t i = 0; i < COUNT_OF(NAMES); i++) {
    Names none = {0};
    char expected[64];
    snprintf(expected, sizeof expected, "%s", NAMES[i]);
    for (char *c = expected; *c; c++)
      if (*c == '/') *c = '_';
    const bool kept = str_is(names_make(&none, arena, str_from(NAMES[i]), str_from(NAMES[i]), NAME_BYTES_MAX), expected);
    if (kept != (names_flaw(arena, str_from(NAMES[i])) == NULL)) fail_msg("%s", NAMES[i]);
  }
  arena_free(arena);
}

/* The arithmetic of widths is the kiosk's own. */
static void test_widths_are_those_of_the_kiosk(void **state) {
  (void)state;
  const double px_per_mm = 20;
  const LengthsDisplay displays[] = {lengths_ten_inch, lengths_seven_inch};
  for (size_t i = 0; i < COUNT_OF(displays); i++) {
    const Display display = {.width_px = (int)(displays[i].width_mm * px_per_mm),
                             .height_px = (int)(displays[i].height_mm * px_per_mm),
                             .px_per_mm = px_per_mm};
    const Sizes sizes = sizes_for(display, 0.727, 2, (TextSize)(TEXT_SIZE_COUNT - 1));
    const LengthsModel model = lengths_model(displays[i]);
    const struct {
      double mm;
      int px;
    } SAME[] = {{model.body, sizes.font_body},   {model.title, sizes.font_title}, {model.column, sizes.column},
                {model.answer, sizes.answer},    {model.gap, sizes.gap},          {model.gap_tight, sizes.gap_tight},
                {model.gap_wide, sizes.gap_wide}};
    for (size_t k = 0; k < COUNT_OF(SAME); k++)
      assert_in_range((int)(SAME[k].mm * px_per_mm) - SAME[k].px + 3, 0, 6);
  }
}

/* No form that ships is warned of, in any of its languages. */
static void test_what_ships_is_not_warned_of(void **state) {
  (void)state;
  static const char *const FORMS[] = {"samling", "kandidat", "oppfolging", "mentor", "workshop"};
  for (size_t i = 0; i < COUNT_OF(FORMS); i++) {
    Arena *arena = arena_new(0);
    Diags diags = diags_new(arena);
    const Form *form;
    assert_int_equal(form_load(arena, arena_printf(arena, "forms/%s.yaml", FORMS[i]).ptr, &diags, &form, NULL), STATUS_OK);
    for (size_t k = 0; k < form->language_count; k++) {
      const LintReport report = lint_form(arena, form, &(LintSetup){.language_ix = (int)k, .seed = 1, .visits = 40});
      for (size_t n = 0; n < report.count; n++)
        if (report.notes[n].level == LINT_WARNING) fail_msg("%s: " STR_FMT, FORMS[i], STR_ARG(report.notes[n].what));
    }
    arena_free(arena);
  }
}

static bool takes(FormPart part, const char *key, const char *value) {
  static const char *const NAMES[FORM_PART_COUNT] = {
      [FORM_PART_ATTRACT] = "attract",    [FORM_PART_IDLE] = "idle",   [FORM_PART_THANKS] = "thanks",
      [FORM_PART_FOLLOWUP] = "followup",  [FORM_PART_PHONE] = "phone", [FORM_PART_PRIVACY] = "privacy",
      [FORM_PART_RETENTION] = "retention"};
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  const Str source =
      arena_printf(arena, SETTINGS "kiosk: {%s: {%s: %s}}\nsurvey:\n" ASKS "choices:\n" YES_NO, NAMES[part], key, value);
  bool taken = true;
  form_parse_yaml(arena, source, "f.yaml", &diags);
  for (size_t i = 0; i < diags.count; i++)
    taken &= strcmp(diags.items[i].code, "yaml-type") != 0 && strcmp(diags.items[i].code, "bad-value") != 0 &&
             strcmp(diags.items[i].code, "idle-warn") != 0 && strcmp(diags.items[i].code, "retention-value") != 0 &&
             strcmp(diags.items[i].code, "phone-value") != 0 && strcmp(diags.items[i].code, "unknown-key") != 0;
  arena_free(arena);
  return taken;
}

static void check_key(FormPart part, const FormKey *key) {
  char number[16];
  const int edges[] = {key->least - 1, key->least, key->most, key->most + 1};
  for (size_t i = 0; key->kind == FORM_KEY_NUMBER && i < COUNT_OF(edges); i++) {
    snprintf(number, sizeof number, "%d", edges[i]);
    if (takes(part, key->name, number) != (edges[i] >= key->least && edges[i] <= key->most)) fail_msg("%s: %s", key->name, number);
  }
  for (size_t i = 0; key->kind == FORM_KEY_WORD && key->words[i]; i++)
    if (!takes(part, key->name, key->words[i])) fail_msg("%s: %s", key->name, key->words[i]);
  if (key->kind == FORM_KEY_WORD || key->kind == FORM_KEY_DAYS || key->kind == FORM_KEY_FLAG)
    if (takes(part, key->name, "wrongly")) fail_msg("%s takes anything", key->name);
  if (key->kind == FORM_KEY_DAYS && (!takes(part, key->name, "90 days") || !takes(part, key->name, "2030-01-31")))
    fail_msg("%s", key->name);
  if (key->kind == FORM_KEY_FLAG && (!takes(part, key->name, "yes") || !takes(part, key->name, "false"))) fail_msg("%s", key->name);
}

/* What the table of keys says of their values is what the readers take. */
static void test_values_of_keys_are_those_that_are_read(void **state) {
  (void)state;
  static const FormPart PARTS[] = {FORM_PART_ATTRACT, FORM_PART_IDLE,    FORM_PART_THANKS,   FORM_PART_FOLLOWUP,
                                   FORM_PART_PHONE,   FORM_PART_PRIVACY, FORM_PART_RETENTION};
  for (size_t i = 0; i < COUNT_OF(PARTS); i++) {
    size_t count;
    const FormKey *keys = form_keys(PARTS[i], &count);
    for (size_t k = 0; k < count; k++)
      check_key(PARTS[i], &keys[k]);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_lix_is_the_formula),
      cmocka_unit_test(test_many_of_one_kind_are_counted),
      cmocka_unit_test(test_names_are_judged_as_exports_make_them),
      cmocka_unit_test(test_widths_are_those_of_the_kiosk),
      cmocka_unit_test(test_what_ships_is_not_warned_of),
      cmocka_unit_test(test_values_of_keys_are_those_that_are_read),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
