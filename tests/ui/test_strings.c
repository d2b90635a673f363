#include "ui.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const shipped = "assets/strings";

/* A folder of languages that goes with the test. */
typedef struct Folder {
  char path[64];
  Arena *arena;
  Diags diags;
  Err err;
} Folder;

static void write_file(const Folder *folder, const char *name, Str text) {
  char path[128];
  snprintf(path, sizeof path, "%s/%s", folder->path, name);
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  assert_int_equal(fwrite(text.ptr, 1, text.len, file), text.len);
  assert_int_equal(fclose(file), 0);
}

static Str bokmaal(Arena *arena) {
  Str text;
  assert_int_equal(file_read(arena, "assets/strings/nb.yaml", 1 << 16, &text, NULL), STATUS_OK);
  return text;
}

static void make_folder(Folder *folder) {
  *folder = (Folder){.path = "/tmp/innspill-strings-XXXXXX", .arena = arena_new(0)};
  folder->diags = diags_new(folder->arena);
  assert_non_null(mkdtemp(folder->path));
}

static void remove_folder(Folder *folder) {
  DIR *dir = opendir(folder->path);
  assert_non_null(dir);
  for (const struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
    char path[sizeof folder->path + sizeof entry->d_name];
    snprintf(path, sizeof path, "%s/%s", folder->path, entry->d_name);
    if (entry->d_name[0] != '.') unlink(path);
  }
  closedir(dir);
  rmdir(folder->path);
  arena_free(folder->arena);
}

static bool is_told(const Folder *folder, DiagLevel level, const char *code, const char *file, const char *says) {
  for (size_t i = 0; i < folder->diags.count; i++) {
    const Diag *diag = &folder->diags.items[i];
    Str what = arena_str(folder->arena, diag->what);
    if (diag->level == level && strcmp(diag->code, code) == 0 && strstr(diag->place.file, file) && strstr(what.ptr, says))
      return true;
  }
  return false;
}

static void shipped_languages_are_whole_and_agree(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  Err err = {0};
  const Phrases *strings = ui_phrases_load(arena, shipped, &diags, &err);
  if (!strings) fail_msg("%s", err.sentence);
  diags_print(&diags, stderr);
  assert_int_equal(diags.count, 0); /* no key missing, none unknown, the same placeholders */
  for (int i = 0; i < UI_STRING_COUNT; i++) {
    Str nb = phrases_get(strings, (UiString)i, STR("nb")), en = phrases_get(strings, (UiString)i, STR("en"));
    assert_true(nb.len > 0 && en.len > 0);
  }
  assert_true(str_is(phrases_get(strings, UI_STRING_NEXT, STR("nb")), "Neste"));
  assert_true(str_is(phrases_get(strings, UI_STRING_NEXT, STR("en")), "Next"));
  arena_free(arena);
}

static void a_language_falls_back_on_its_nearest(void **state) {
  (void)state;
  static const struct {
    const char *asked, *next, *back;
  } cases[] = {
      {"nb", "Neste", "Tilbake"},          {"nn", "Neste (nn)", "Tilbake"},  {"nb-NO", "Neste", "Tilbake"},
      {"nn-NO", "Neste (nn)", "Tilbake"},  {"uk", "Далі", "Back (en)"},      {"en", "Next (en)", "Back (en)"},
      {"en-GB", "Next (en)", "Back (en)"}, {"ar", "Next (en)", "Back (en)"}, {"", "Next (en)", "Back (en)"},
  };
  Folder folder;
  make_folder(&folder);
  write_file(&folder, "nb.yaml", bokmaal(folder.arena));
  write_file(&folder, "nn.yaml", STR("next: Neste (nn)\n"));
  write_file(&folder, "en.yaml", STR("next: Next (en)\nback: Back (en)\n"));
  write_file(&folder, "uk.yaml", STR("next: Далі\nback: ~\n"));
  write_file(&folder, "README", STR("no language\n"));
  const Phrases *strings = ui_phrases_load(folder.arena, folder.path, &folder.diags, &folder.err);
  assert_non_null(strings);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    assert_true(str_is(phrases_get(strings, UI_STRING_NEXT, str_from(cases[i].asked)), cases[i].next));
    assert_true(str_is(phrases_get(strings, UI_STRING_BACK, str_from(cases[i].asked)), cases[i].back));
  }
  assert_true(str_is(phrases_get(strings, UI_STRING_DONE, STR("en")), "Ferdig"));
  remove_folder(&folder);
}

static void a_gap_in_a_translation_is_a_warning_that_names_the_keys(void **state) {
  (void)state;
  Folder folder;
  make_folder(&folder);
  write_file(&folder, "nb.yaml", bokmaal(folder.arena));
  write_file(&folder, "en.yaml", STR("next: Next\nprogress: Question {n}\nback: Back {n}\n"));
  write_file(&folder, "uk.yaml", STR(""));
  assert_non_null(ui_phrases_load(folder.arena, folder.path, &folder.diags, &folder.err));
  assert_true(is_told(&folder, DIAG_WARNING, "string-missing", "/en.yaml", "skip, finish, start"));
  assert_true(is_told(&folder, DIAG_WARNING, "string-missing", "/uk.yaml", "no texts"));
  assert_true(is_told(&folder, DIAG_WARNING, "string-placeholder", "/en.yaml", "{total}"));
  assert_true(is_told(&folder, DIAG_WARNING, "string-placeholder", "/en.yaml", "{n}"));
  assert_int_equal(folder.diags.count, 4);
  remove_folder(&folder);
}

static void a_key_nobody_knows_is_refused(void **state) {
  (void)state;
  Folder folder;
  make_folder(&folder);
  write_file(&folder, "nb.yaml", bokmaal(folder.arena));
  write_file(&folder, "en.yaml", STR("nxt: Next\n"));
  assert_null(ui_phrases_load(folder.arena, folder.path, &folder.diags, &folder.err));
  assert_int_equal(folder.err.status, STATUS_INPUT);
  assert_true(is_told(&folder, DIAG_ERROR, "unknown-key", "/en.yaml", "nxt"));
  remove_folder(&folder);
}

static void bokmaal_must_be_there_and_whole(void **state) {
  (void)state;
  Folder folder;
  make_folder(&folder);
  assert_null(ui_phrases_load(folder.arena, folder.path, &folder.diags, &folder.err));
  assert_int_equal(folder.err.status, STATUS_WORLD);
  assert_non_null(strstr(folder.err.sentence, "nb.yaml"));

  folder.err = (Err){0};
  write_file(&folder, "nb.yaml", STR("next: Neste\n"));
  assert_null(ui_phrases_load(folder.arena, folder.path, &folder.diags, &folder.err));
  assert_int_equal(folder.err.status, STATUS_INPUT);
  assert_true(is_told(&folder, DIAG_ERROR, "string-missing", "/nb.yaml", "back"));

  folder.err = (Err){0};
  assert_null(ui_phrases_load(folder.arena, "/no/such/folder", &folder.diags, &folder.err));
  assert_int_equal(folder.err.status, STATUS_WORLD);
  assert_non_null(strstr(folder.err.sentence, "/no/such/folder"));
  remove_folder(&folder);
}

static void numbers_take_their_places(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  const Phrases *strings = ui_phrases_load(arena, shipped, &diags, NULL);
  assert_non_null(strings);
  assert_true(str_is(phrases_format(arena, strings, UI_STRING_PROGRESS, STR("nb"), 3, 12), "Spørsmål 3 av 12"));
  assert_true(str_is(phrases_format(arena, strings, UI_STRING_PROGRESS, STR("en"), -1, 0), "Question -1 of 0"));
  assert_true(str_is(phrases_format(arena, strings, UI_STRING_MINUTES, STR("en"), 2, 0), "Takes about 2 minutes"));
  assert_true(str_is(phrases_format(arena, strings, UI_STRING_NEXT, STR("en"), 2, 0), "Next"));
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(shipped_languages_are_whole_and_agree),
      cmocka_unit_test(a_language_falls_back_on_its_nearest),
      cmocka_unit_test(a_gap_in_a_translation_is_a_warning_that_names_the_keys),
      cmocka_unit_test(a_key_nobody_knows_is_refused),
      cmocka_unit_test(bokmaal_must_be_there_and_whole),
      cmocka_unit_test(numbers_take_their_places),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
