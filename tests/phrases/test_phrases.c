#include "phrases.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NEXT, BACK, SKIP, FINISH, DONE, PROGRESS, MINUTES, KEY_COUNT };
static const char *const keys[KEY_COUNT] = {"next", "back", "skip", "finish", "done", "progress", "minutes"};
static const Str bokmaal = STR_INIT("next: Neste\nback: Tilbake\nskip: Hopp over\nfinish: Send inn\ndone: Ferdig\n"
                                    "progress: Spørsmål {n} av {total}\nminutes: Tar omtrent {n} minutter\n");

/* A folder of languages that goes with the test. */
typedef struct Folder {
  char path[64];
  Arena *arena;
  Diags diags;
  Err err;
} Folder;

static const Phrases *load(Folder *folder) {
  return phrases_load(folder->arena, folder->path, keys, KEY_COUNT, &folder->diags, &folder->err);
}

static void write_file(const Folder *folder, const char *name, Str text) {
  char path[128];
  snprintf(path, sizeof path, "%s/%s", folder->path, name);
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  assert_int_equal(fwrite(text.ptr, 1, text.len, file), text.len);
  assert_int_equal(fclose(file), 0);
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
  write_file(&folder, "nb.yaml", bokmaal);
  write_file(&folder, "nn.yaml", STR("next: Neste (nn)\n"));
  write_file(&folder, "en.yaml", STR("next: Next (en)\nback: Back (en)\n"));
  write_file(&folder, "uk.yaml", STR("next: Далі\nback: ~\n"));
  write_file(&folder, "README", STR("no language\n"));
  const Phrases *strings = load(&folder);
  assert_non_null(strings);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    assert_true(str_is(phrases_get(strings, NEXT, str_from(cases[i].asked)), cases[i].next));
    assert_true(str_is(phrases_get(strings, BACK, str_from(cases[i].asked)), cases[i].back));
  }
  assert_true(str_is(phrases_get(strings, DONE, STR("en")), "Ferdig"));
  remove_folder(&folder);
}

/* What is fallen back on goes by its own language's rule. */
static void a_number_takes_its_form(void **state) {
  (void)state;
  static const struct {
    const char *language;
    int n;
    const char *words;
  } cases[] = {
      {"nb", 1, "ett minutt"},       {"nb", 0, "0 minutter"},       {"nb", 21, "21 minutter"},     {"nb-NO", 1, "ett minutt"},
      {"uk", 1, "1 хвилина"},        {"uk", 2, "2 хвилини"},        {"uk", 4, "4 хвилини"},        {"uk", 5, "5 хвилин"},
      {"uk", 11, "11 хвилин"},       {"uk", 14, "14 хвилин"},       {"uk", 21, "21 хвилина"},      {"uk", 22, "22 хвилини"},
      {"uk", 112, "112 хвилин"},     {"uk", 0, "0 хвилин"},         {"ar", 1, "دقيقة واحدة"},      {"ar", 2, "دقيقتان"},
      {"ar", 3, "3 دقائق"},          {"ar", 10, "10 دقائق"},        {"ar", 11, "11 دقيقةً"},        {"ar", 99, "99 دقيقةً"},
      {"ar", 100, "100 دقيقة"},      {"ar", 102, "102 دقيقة"},      {"ar", 103, "103 دقائق"},      {"pl", 1, "1 minuta"},
      {"pl", 3, "3 minuty"},         {"pl", 21, "21 minut"},        {"vi", 1, "1 phút"},           {"vi", 7, "7 phút"},
      {"en", 1, "a minute or more"}, {"en", 5, "a minute or more"}, {"de", 1, "a minute or more"}, {"ru", 5, "a minute or more"},
  };
  static const char *const counted[] = {"minutes"};
  Folder folder;
  make_folder(&folder);
  write_file(&folder, "nb.yaml", STR("minutes: ett minutt | {n} minutter\n"));
  write_file(&folder, "en.yaml", STR("minutes: a minute or more\n"));
  write_file(&folder, "uk.yaml", STR("minutes: \"{n} хвилина | {n} хвилини | {n} хвилин\"\n"));
  write_file(&folder, "ar.yaml", STR("minutes: دقيقة واحدة | دقيقتان | {n} دقائق | {n} دقيقةً | {n} دقيقة\n"));
  write_file(&folder, "pl.yaml", STR("minutes: \"{n} minuta | {n} minuty | {n} minut\"\n"));
  write_file(&folder, "vi.yaml", STR("minutes: \"{n} phút\"\n"));
  const Phrases *strings = phrases_load(folder.arena, folder.path, counted, 1, &folder.diags, &folder.err);
  assert_non_null(strings);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Str words = phrases_count(folder.arena, strings, 0, str_from(cases[i].language), cases[i].n);
    if (!str_is(words, cases[i].words)) fail_msg("%s %d: " STR_FMT, cases[i].language, cases[i].n, STR_ARG(words));
  }
  remove_folder(&folder);
}

static void a_gap_in_a_translation_is_a_warning_that_names_the_keys(void **state) {
  (void)state;
  Folder folder;
  make_folder(&folder);
  write_file(&folder, "nb.yaml", bokmaal);
  write_file(&folder, "en.yaml", STR("next: Next\nprogress: Question {n}\nback: Back {n}\n"));
  write_file(&folder, "uk.yaml", STR(""));
  assert_non_null(load(&folder));
  assert_true(is_told(&folder, DIAG_WARNING, "string-missing", "/en.yaml", "skip, finish, done"));
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
  write_file(&folder, "nb.yaml", bokmaal);
  write_file(&folder, "en.yaml", STR("nxt: Next\n"));
  assert_null(load(&folder));
  assert_int_equal(folder.err.status, STATUS_INPUT);
  assert_true(is_told(&folder, DIAG_ERROR, "unknown-key", "/en.yaml", "nxt"));
  remove_folder(&folder);
}

static void bokmaal_must_be_there_and_whole(void **state) {
  (void)state;
  Folder folder;
  make_folder(&folder);
  assert_null(load(&folder));
  assert_int_equal(folder.err.status, STATUS_WORLD);
  assert_non_null(strstr(folder.err.sentence, "nb.yaml"));

  folder.err = (Err){0};
  write_file(&folder, "nb.yaml", STR("next: Neste\n"));
  assert_null(load(&folder));
  assert_int_equal(folder.err.status, STATUS_INPUT);
  assert_true(is_told(&folder, DIAG_ERROR, "string-missing", "/nb.yaml", "back"));

  folder.err = (Err){0};
  assert_null(phrases_load(folder.arena, "/no/such/folder", keys, KEY_COUNT, &folder.diags, &folder.err));
  assert_int_equal(folder.err.status, STATUS_WORLD);
  assert_non_null(strstr(folder.err.sentence, "/no/such/folder"));
  remove_folder(&folder);
}

static void numbers_take_their_places(void **state) {
  (void)state;
  Folder folder;
  make_folder(&folder);
  write_file(&folder, "nb.yaml", bokmaal);
  const Phrases *strings = load(&folder);
  assert_non_null(strings);
  assert_true(str_is(phrases_format(folder.arena, strings, PROGRESS, STR("nb"), 3, 12), "Spørsmål 3 av 12"));
  assert_true(str_is(phrases_format(folder.arena, strings, PROGRESS, STR("nb"), -1, 0), "Spørsmål -1 av 0"));
  assert_true(str_is(phrases_format(folder.arena, strings, MINUTES, STR("nb"), 2, 0), "Tar omtrent 2 minutter"));
  assert_true(str_is(phrases_format(folder.arena, strings, NEXT, STR("nb"), 2, 0), "Neste"));
  remove_folder(&folder);
}

static void words_take_their_places_once(void **state) {
  (void)state;
  Folder folder;
  make_folder(&folder);
  write_file(&folder, "nb.yaml", bokmaal);
  const Phrases *strings = load(&folder);
  assert_non_null(strings);
  const PhraseSlot slots[] = {{"{n}", STR("{total}")}, {"{total}", STR("ti")}}; /* what is filled in is no place again */
  assert_true(str_is(phrases_fill(folder.arena, strings, PROGRESS, STR("nb"), slots, COUNT_OF(slots)), "Spørsmål {total} av ti"));
  remove_folder(&folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_language_falls_back_on_its_nearest),
      cmocka_unit_test(a_number_takes_its_form),
      cmocka_unit_test(a_gap_in_a_translation_is_a_warning_that_names_the_keys),
      cmocka_unit_test(a_key_nobody_knows_is_refused),
      cmocka_unit_test(bokmaal_must_be_there_and_whole),
      cmocka_unit_test(numbers_take_their_places),
      cmocka_unit_test(words_take_their_places_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
