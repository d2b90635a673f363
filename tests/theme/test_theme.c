#include "theme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static const char *const shipped[] = {"assets/themes/light.yaml", "assets/themes/dark.yaml", "assets/themes/high-contrast.yaml",
                                      "assets/themes/fjordby.yaml"};

static const Theme *load(Arena *arena, const char *path, Diags *diags) {
  Str source;
  Err err = {0};
  if (file_read(arena, path, 1 << 16, &source, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  return theme_parse(arena, source, path, diags);
}

static void shipped_themes_are_whole_and_can_be_seen(void **state) {
  (void)state;
  size_t count;
  const ThemePair *pairs = theme_pairs(&count);
  assert_true(count > 20);
  for (size_t t = 0; t < COUNT_OF(shipped); t++) {
    Arena *arena = arena_new(0);
    Diags diags = diags_new(arena);
    const Theme *theme = load(arena, shipped[t], &diags);
    diags_print(&diags, stderr);
    assert_non_null(theme);
    assert_int_equal(diags.count, 0);
    assert_true(theme->name.len > 0 && theme->font.len > 0 && theme->radius_mm > 0);
    for (size_t i = 0; i < count; i++) {
      double contrast = colour_contrast(theme->colours[pairs[i].front], theme->colours[pairs[i].back]);
      if (contrast < pairs[i].least)
        fail_msg("%s: %s on %s is %.2f:1", shipped[t], theme_colour_names[pairs[i].front], theme_colour_names[pairs[i].back],
                 contrast);
    }
    arena_free(arena);
  }
}

/* Questions and answers are read by people with weak sight: WCAG's enhanced contrast (1.4.6) wherever running text stands. */
static void running_text_has_the_enhanced_contrast(void **state) {
  (void)state;
  static const ThemeColour backs[] = {THEME_BACKGROUND, THEME_SURFACE, THEME_SELECTED, THEME_PRESSED};
  for (size_t t = 0; t < COUNT_OF(shipped); t++) {
    Arena *arena = arena_new(0);
    Diags diags = diags_new(arena);
    const Theme *theme = load(arena, shipped[t], &diags);
    assert_non_null(theme);
    for (size_t i = 0; i < COUNT_OF(backs); i++)
      assert_true(colour_contrast(theme->colours[THEME_TEXT], theme->colours[backs[i]]) >= 7);
    arena_free(arena);
  }
}

/* Text and meaning that stand on a colour must be in the table: what is not in it is not tested. */
static void every_colour_but_decoration_is_in_a_pair(void **state) {
  (void)state;
  size_t count;
  const ThemePair *pairs = theme_pairs(&count);
  for (int colour = 0; colour < THEME_COLOUR_COUNT; colour++) {
    bool found = false;
    for (size_t i = 0; i < count; i++)
      found = found || (int)pairs[i].front == colour || (int)pairs[i].back == colour;
    assert_true(found);
  }
}

static void a_colour_is_read_byte_by_byte(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  const Theme *theme = load(arena, shipped[0], &diags);
  assert_non_null(theme);
  Colour accent = theme->colours[THEME_ACCENT];
  assert_int_equal(accent.r, 0x0c);
  assert_int_equal(accent.g, 0x55);
  assert_int_equal(accent.b, 0x63);
  assert_int_equal(accent.a, 255);
  arena_free(arena);
}

typedef struct Change { /* to a shipped theme, and what must come of it */
  const char *from, *to;
  bool still_a_theme;
  const char *code, *says;
  int line;
} Change;

static const Change changes[] = {
    {"\"#ffffff\"\n  pressed", "\"#fffff\"\n  pressed", false, "theme-bad-colour", "surface", 7},
    {"\"#ffffff\"\n  pressed", "#ffffff\n  pressed", false, "theme-bad-colour", "surface", 7},
    {"\"#ffffff\"\n  pressed", "\"#gfffff\"\n  pressed", false, "theme-bad-colour", "surface", 7},
    {"  focus: \"#b2420a\"\n  alert: \"#8f1d16\"\n", "", false, "theme-missing-colour", "focus, alert", 6},
    {"  muted:", "  mutted:", false, "unknown-key", "mutted", 10},
    {"radius_mm: 2.5", "radius_mm: 200", false, "yaml-type", "radius_mm", 4},
    {"font:", "fonts:", false, "unknown-key", "fonts", 3},
    {"\"#16262b\"", "\"#c0c0c0\"", true, "theme-contrast", "text is hard to see on background", 9},
};

static Str changed(Arena *arena, const Change *change) {
  Str source;
  assert_int_equal(file_read(arena, shipped[0], 1 << 16, &source, NULL), STATUS_OK);
  const char *found = strstr(source.ptr, change->from);
  assert_non_null(found);
  return arena_printf(arena, "%.*s%s%s", (int)(found - source.ptr), source.ptr, change->to, found + strlen(change->from));
}

static void mistakes_are_told_with_their_place(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(changes); i++) {
    const Change *change = &changes[i];
    Arena *arena = arena_new(0);
    Diags diags = diags_new(arena);
    const Theme *theme = theme_parse(arena, changed(arena, change), "t.yaml", &diags);
    bool told = false;
    for (size_t d = 0; d < diags.count; d++) {
      const Diag *diag = &diags.items[d];
      Str what = arena_str(arena, diag->what);
      told = told || (strcmp(diag->code, change->code) == 0 && strstr(what.ptr, change->says) && diag->place.line == change->line &&
                      strcmp(diag->place.file, "t.yaml") == 0 && diag->remedy.len > 0);
    }
    if (!told || (theme != NULL) != change->still_a_theme) {
      diags_print(&diags, stderr);
      fail_msg("change %zu: expected %s at line %d", i, change->code, change->line);
    }
    arena_free(arena);
  }
}

static void what_is_no_theme_is_refused(void **state) {
  (void)state;
  static const char *const sources[] = {"", "# nothing\n", "- a list\n", "just words\n", "colours: none\n", "a: [\n"};
  for (size_t i = 0; i < COUNT_OF(sources); i++) {
    Arena *arena = arena_new(0);
    Diags diags = diags_new(arena);
    assert_null(theme_parse(arena, str_from(sources[i]), "t.yaml", &diags));
    assert_true(diags.error_count > 0);
    arena_free(arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(shipped_themes_are_whole_and_can_be_seen), cmocka_unit_test(running_text_has_the_enhanced_contrast),
      cmocka_unit_test(every_colour_but_decoration_is_in_a_pair), cmocka_unit_test(a_colour_is_read_byte_by_byte),
      cmocka_unit_test(mistakes_are_told_with_their_place),       cmocka_unit_test(what_is_no_theme_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
