#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct Fixture {
  Arena *arena;
  Diags diags;
  char path[64];
  Config config;
  Err err;
} Fixture;

static int set_up(void **state) {
  static Fixture fixture;
  fixture = (Fixture){.arena = arena_new(0), .path = "/tmp/innspill-config-XXXXXX"};
  fixture.diags = diags_new(fixture.arena);
  int file = mkstemp(fixture.path);
  if (file < 0) return -1;
  close(file);
  *state = &fixture;
  return 0;
}

static int tear_down(void **state) {
  Fixture *fixture = *state;
  unlink(fixture->path);
  arena_free(fixture->arena);
  return 0;
}

static Status load(Fixture *fixture, const char *text, Options options) {
  FILE *file = fopen(fixture->path, "w");
  assert_non_null(file);
  fputs(text, file);
  fclose(file);
  fixture->diags = diags_new(fixture->arena);
  fixture->err = (Err){0};
  options.config = fixture->path;
  return config_load(fixture->arena, &options, &fixture->config, &fixture->diags, &fixture->err);
}

static void everything_it_may_say(void **state) {
  Fixture *f = *state;
  const char *text = "forms: [a.yaml, sub/b.yaml, /abs/c.yaml]\n"
                     "db: svar.db\ndevice: nav-1\nevent: Samling 3\nplace: Lillehammer\nround: 2026-1\n"
                     "languages: [nb, en]\ntheme: high-contrast\n"
                     "display: {mm: [344, 194.5], distance_mm: 400, rotate: 0, text: largest, reduced_motion: yes}\n"
                     "hours: {mon-fri: '08:00-11:30, 12:00–16:00', sat: 9.00-14.00, sun: closed, closed: [2026-12-24, "
                     "2026-12-27 to 2027-01-02]}\n";
  assert_int_equal(load(f, text, (Options){0}), STATUS_OK);
  assert_int_equal(f->diags.count, 0);
  assert_int_equal(f->config.form_count, 3);
  assert_string_equal(f->config.forms[0], "/tmp/a.yaml");
  assert_string_equal(f->config.forms[1], "/tmp/sub/b.yaml");
  assert_string_equal(f->config.forms[2], "/abs/c.yaml");
  assert_string_equal(f->config.db, "/tmp/svar.db");
  assert_true(str_is(f->config.device, "nav-1") && str_is(f->config.event, "Samling 3"));
  assert_true(str_is(f->config.place, "Lillehammer") && str_is(f->config.round, "2026-1"));
  assert_int_equal(f->config.language_count, 2);
  assert_true(str_is(f->config.languages[1].text, "en"));
  assert_true(str_is(f->config.theme.text, "high-contrast"));
  assert_true(f->config.width_mm == 344 && f->config.height_mm == 194.5);
  assert_int_equal(f->config.text_size, TEXT_LARGEST);
  assert_true(f->config.reduced_motion);
  const Hours *hours = &f->config.hours;
  assert_true(hours->given);
  for (int day = 0; day < 5; day++) {
    assert_int_equal(hours->week[day].count, 2);
    assert_int_equal(hours->week[day].spans[1].from, 12 * 60);
    assert_int_equal(hours->week[day].spans[1].to, 16 * 60);
  }
  assert_int_equal(hours->week[5].count, 1);
  assert_int_equal(hours->week[5].spans[0].from, 9 * 60);
  assert_int_equal(hours->week[6].count, 0);
  assert_int_equal(hours->closed_count, 2);
  assert_true(hours->closed[0].first_day == hours->closed[0].last_day);
  assert_int_equal(hours->closed[1].last_day - hours->closed[1].first_day, 6);
}

static void a_range_goes_round_the_week(void **state) {
  Fixture *f = *state;
  assert_int_equal(load(f, "forms: a.yaml\nhours: {sat-mon: 00:00-24:00}\n", (Options){0}), STATUS_OK);
  static const size_t counts[HOURS_WEEKDAYS] = {1, 0, 0, 0, 0, 1, 1};
  for (int day = 0; day < HOURS_WEEKDAYS; day++)
    assert_int_equal(f->config.hours.week[day].count, counts[day]);
  assert_int_equal(f->config.hours.week[0].spans[0].to, HOURS_DAY_END);
}

static void a_path_is_told_from_a_name(void **state) {
  Fixture *f = *state;
  static const struct {
    const char *written, *read;
  } cases[] = {
      {"dark", "dark"}, {"mitt.yaml", "/tmp/mitt.yaml"}, {"utseende/mitt", "/tmp/utseende/mitt"}, {"/a/b.yaml", "/a/b.yaml"}};
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Str text = arena_printf(f->arena, "forms: a.yaml\ntheme: %s\n", cases[i].written);
    assert_int_equal(load(f, text.ptr, (Options){0}), STATUS_OK);
    assert_true(str_is(f->config.theme.text, cases[i].read));
  }
}

/* Without a slash at its end, to which addresses are added; typed, it has no scheme. */
static void what_phones_reach_the_server_at(void **state) {
  Fixture *f = *state;
  static const struct {
    const char *written, *read, *typed;
  } cases[] = {{"https://svar.example.no", "https://svar.example.no", "svar.example.no"},
               {"https://kommune.example.no/svar/", "https://kommune.example.no/svar", "kommune.example.no/svar"},
               {"http://192.168.1.10:8080", "http://192.168.1.10:8080", "192.168.1.10:8080"},
               {"http://[fe80::1]:8080", "http://[fe80::1]:8080", "[fe80::1]:8080"}};
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Str text = arena_printf(f->arena, "forms: a.yaml\nweb: {base_url: '%s'}\n", cases[i].written);
    assert_int_equal(load(f, text.ptr, (Options){0}), STATUS_OK);
    assert_true(str_is(f->config.base_url, cases[i].read));
    assert_true(str_is(config_without_scheme(f->config.base_url), cases[i].typed));
  }
}

static void the_command_line_wins(void **state) {
  Fixture *f = *state;
  Options options = {.form = "x.yaml", .db = "y.db", .width_mm = 500, .height_mm = 300};
  assert_int_equal(load(f, "forms: a.yaml\ndb: b.db\ndisplay: {mm: [100, 100]}\n", options), STATUS_OK);
  assert_int_equal(f->config.form_count, 1);
  assert_string_equal(f->config.forms[0], "x.yaml");
  assert_string_equal(f->config.db, "y.db");
  assert_true(f->config.width_mm == 500 && f->config.height_mm == 300);
  assert_true(str_is(f->config.theme.text, "light"));
  options = (Options){.theme = "dark", .has_text_size = true, .text_size = TEXT_NORMAL};
  assert_int_equal(load(f, "forms: a.yaml\ntheme: light\ndisplay: {text: large}\n", options), STATUS_OK);
  assert_true(str_is(f->config.theme.text, "dark"));
  assert_int_equal(f->config.text_size, TEXT_NORMAL);
}

static void mistakes_have_places(void **state) {
  Fixture *f = *state;
  static const struct {
    const char *text, *code;
    int line, column;
    const char *said; /* in what or remedy */
  } cases[] = {
      {"forms: a.yaml\nevnet: x\n", "unknown-key", 2, 1, "event"},
      {"forms: a.yaml\nseal: {public_key: abc}\n", "seal-key", 2, 20, "kioskctl keygen"},
      {"forms: a.yaml\nseal: {public_key: }\n", "yaml-type", 2, 20, "public_key"},
      {"forms: a.yaml\nseal: {}\n", "seal-key", 2, 7, "public_key"},
      {"forms: a.yaml\nseal:\n", "seal-key", 2, 6, "public_key"},
      {"forms: a.yaml\nseal: {key: abc}\n", "unknown-key", 2, 8, "public_key"},
      {"forms: a.yaml\nstaff: {pin_hash: abc}\n", "staff-pin", 2, 19, "kioskctl pin"},
      {"forms: a.yaml\nstaff: {pin_hash: '1234'}\n", "staff-pin", 2, 19, "kioskctl pin"},
      {"forms: a.yaml\nstaff: {}\n", "staff-pin", 2, 8, "pin_hash"},
      {"forms: a.yaml\nbackup: /mnt\n", "not-a-map", 2, 9, "backup"},
      {"forms: a.yaml\nweb: {base_url: svar.example.no}\n", "web-base-url", 2, 17, "https://"},
      {"forms: a.yaml\nweb: {base_url: 'https://'}\n", "web-base-url", 2, 17, "https://"},
      {"forms: a.yaml\nweb: {base_url: 'https://svar.example.no/?a=b'}\n", "web-base-url", 2, 17, "https://"},
      {"forms: a.yaml\nweb: {base_url: 'https://svar example'}\n", "web-base-url", 2, 17, "https://"},
      {"forms: a.yaml\nweb: {base_url: 'https://{round}'}\n", "web-base-url", 2, 17, "https://"},
      {"forms: a.yaml\nweb: {}\n", "web-base-url", 2, 6, "base_url"},
      {"forms: a.yaml\nweb:\n", "web-base-url", 2, 5, "base_url"},
      {"forms: a.yaml\nweb: {url: x}\n", "unknown-key", 2, 7, "base_url"},
      {"forms: a.yaml\nbackup: {every: 5}\n", "backup-path", 2, 9, "to:"},
      {"forms: a.yaml\nbackup:\n", "backup-path", 2, 8, "to:"},
      {"forms: a.yaml\nbackup: {to: ''}\n", "path-empty", 2, 14, "to"},
      {"forms: a.yaml\nbackup: {to: b.db, every: 0}\n", "yaml-type", 2, 27, "10000"},
      {"forms: a.yaml\nbackup: {to: b.db, every: 10001}\n", "yaml-type", 2, 27, "10000"},
      {"forms: a.yaml\ndisplay: {rotate: 90}\n", "not-yet", 2, 19, "rotate"},
      {"forms: a.yaml\ndisplay: {mm: [344]}\n", "display-mm", 2, 15, "two numbers"},
      {"forms: a.yaml\ndisplay: {mn: [344, 194]}\n", "unknown-key", 2, 11, "mm"},
      {"forms: a.yaml\ndisplay: {mm: [1, 194]}\n", "yaml-type", 2, 16, ""},
      {"forms: [a.yaml, [b]]\n", "yaml-type", 1, 17, ""},
      {"forms: a.yaml\ndevice: {a: b}\n", "yaml-type", 2, 9, ""},
      {"forms: [a.yaml, '']\n", "path-empty", 1, 17, "forms"},
      {"forms: a.yaml\ndb: ''\n", "path-empty", 2, 5, "db"},
      {"forms: a.yaml\nlanguages: [nb, en, nb]\n", "language-twice", 2, 21, "\"nb\""},
      {"forms: a.yaml\nlanguages: {nb: Norsk}\n", "yaml-type", 2, 12, ""},
      {"forms: a.yaml\ndisplay: {text: huge}\n", "text-size", 2, 17, "largest"},
      {"forms: a.yaml\ndisplay: {reduced_motion: maybe}\n", "yaml-type", 2, 27, "yes or no"},
      {"forms: a.yaml\nhours: 08:00-16:00\n", "not-a-map", 2, 8, "hours"},
      {"forms: a.yaml\nhours: {mno: 08:00-16:00}\n", "hours-day", 2, 9, "\"mno\""},
      {"forms: a.yaml\nhours: {mon-fir: 08:00-16:00}\n", "hours-day", 2, 9, "\"fir\""},
      {"forms: a.yaml\nhours: {mandag: 08:00-16:00}\n", "hours-day", 2, 9, "mon, tue"},
      {"forms: a.yaml\nhours: {mon: 8-16}\n", "hours-span", 2, 14, "08:00-16:00"},
      {"forms: a.yaml\nhours: {mon: 08:00-25:00}\n", "hours-span", 2, 14, "08:00-25:00"},
      {"forms: a.yaml\nhours: {mon: 08:00-09:60}\n", "hours-span", 2, 14, "08:00-09:60"},
      {"forms: a.yaml\nhours: {mon: '08:00-09:00,'}\n", "hours-span", 2, 14, "parted by commas"},
      {"forms: a.yaml\nhours: {mon: [08:00-09:00]}\n", "yaml-type", 2, 14, "a text"},
      {"forms: a.yaml\nhours: {fri: 20:00-02:00}\n", "hours-midnight", 2, 14, "24:00"},
      {"forms: a.yaml\nhours: {fri: 20:00-20:00}\n", "hours-midnight", 2, 14, "24:00"},
      {"forms: a.yaml\nhours: {mon: '08:00-12:00, 11:00-16:00'}\n", "hours-overlap", 2, 14, "11:00-16:00"},
      {"forms: a.yaml\nhours: {mon-fri: 08:00-16:00, wed: 10:00-12:00}\n", "hours-day", 2, 31, "mon-fri"},
      {"forms: a.yaml\nhours: {mon: 08:00-16:00, closed: [2026-12-32]}\n", "hours-date", 2, 36, "2026-12-32"},
      {"forms: a.yaml\nhours: {mon: 08:00-16:00, closed: 2027-01-02 to 2026-12-24}\n", "hours-date", 2, 35, "first day first"},
      {"forms: a.yaml\nhours: {mon: closed}\n", "hours-never", 2, 8, "leave hours out"},
      {"forms: a.yaml\nhours: {closed: 2026-12-24}\n", "hours-never", 2, 8, "never open"},
      {"- forms: a.yaml\n", "not-a-map", 1, 1, "list"},
      {"a.yaml\n", "not-a-map", 1, 1, "a.yaml"},
      {"forms: {a: b}\n", "yaml-type", 1, 8, "forms"},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    assert_int_equal(load(f, cases[i].text, (Options){0}), STATUS_INPUT);
    assert_string_equal(f->err.code, "config");
    assert_int_equal(f->diags.count, 1);
    const Diag *diag = &f->diags.items[0];
    if (strcmp(diag->code, cases[i].code) != 0 || diag->place.line != cases[i].line || diag->place.column != cases[i].column)
      fail_msg("case %zu: %s at %d:%d", i, diag->code, diag->place.line, diag->place.column);
    Str both = arena_printf(f->arena, STR_FMT " " STR_FMT, STR_ARG(diag->what), STR_ARG(diag->remedy));
    if (strstr(both.ptr, cases[i].said) == NULL) fail_msg("case %zu says: %s", i, both.ptr);
  }
}

static void what_protects_answers(void **state) {
  Fixture *f = *state;
  SealSecret *secret = seal_secret_new();
  Str word = seal_public_text(f->arena, seal_public_of(secret)), hash = seal_pin_hash(f->arena, STR("2468"));
  Str text = arena_printf(f->arena,
                          "forms: a.yaml\nseal: {public_key: " STR_FMT "}\nstaff: {pin_hash: '" STR_FMT "'}\n"
                          "backup: {to: sub/b.db}\n",
                          STR_ARG(word), STR_ARG(hash));
  assert_int_equal(load(f, text.ptr, (Options){0}), STATUS_OK);
  assert_true(f->config.sealed);
  assert_memory_equal(f->config.seal_key.bytes, seal_public_of(secret)->bytes, SEAL_KEY_BYTES);
  assert_true(str_equal(f->config.pin_hash, hash));
  assert_string_equal(f->config.backup.text.ptr, "/tmp/sub/b.db");
  assert_int_equal(f->config.backup_every, 20);
  assert_int_equal(load(f, "forms: a.yaml\nbackup: {to: /b.db, every: 10000}\n", (Options){0}), STATUS_OK);
  assert_int_equal(f->config.backup_every, 10000);
  assert_false(f->config.sealed);
  assert_int_equal(f->config.pin_hash.len, 0);
  seal_secret_free(secret);
}

/* However it is written: a second copy over the first is none. */
static void a_backup_is_another_file(void **state) {
  Fixture *f = *state;
  char folder[] = "/tmp/innspill-backup-XXXXXX";
  assert_non_null(mkdtemp(folder));
  Str link = arena_printf(f->arena, "%s/link", folder);
  assert_int_equal(symlink(folder, link.ptr), 0);
  struct {
    Str db, backup;
    Status status;
  } cases[] = {
      {arena_printf(f->arena, "%s/a.db", folder), arena_printf(f->arena, "%s/a.db", folder), STATUS_INPUT},
      {arena_printf(f->arena, "%s/a.db", folder), arena_printf(f->arena, "%s//./a.db", folder), STATUS_INPUT},
      {arena_printf(f->arena, "%s/a.db", folder), arena_printf(f->arena, "%s/a.db", link.ptr), STATUS_INPUT},
      {arena_printf(f->arena, "%s/a.db", folder), arena_str(f->arena, str_from(folder)), STATUS_INPUT},
      {arena_printf(f->arena, "%s/a.db", folder), arena_printf(f->arena, "%s/b.db", folder), STATUS_OK},
      {arena_printf(f->arena, "%s/a.db", folder), arena_printf(f->arena, "%s/no/a.db", folder), STATUS_OK},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Str text = arena_printf(f->arena, "forms: a.yaml\ndb: " STR_FMT "\nbackup: {to: " STR_FMT "}\n", STR_ARG(cases[i].db),
                            STR_ARG(cases[i].backup));
    if (load(f, text.ptr, (Options){0}) != cases[i].status) fail_msg("case %zu: %s", i, f->err.sentence);
    if (cases[i].status != STATUS_OK) assert_string_equal(f->err.code, "backup-path");
  }
  unlink(link.ptr);
  assert_int_equal(rmdir(folder), 0);
}

static void all_mistakes_are_listed(void **state) {
  Fixture *f = *state;
  assert_int_equal(load(f, "forms: a.yaml\nseal: {public_key: x}\nbackup: y\ncolour: red\n", (Options){0}), STATUS_INPUT);
  assert_int_equal(f->diags.error_count, 3);
}

static void a_far_reader_is_warned_about(void **state) {
  Fixture *f = *state;
  assert_int_equal(load(f, "forms: a.yaml\ndisplay: {distance_mm: 600}\n", (Options){0}), STATUS_OK);
  assert_int_equal(f->diags.warning_count, 1);
}

static void forms_are_needed(void **state) {
  Fixture *f = *state;
  assert_int_equal(load(f, "db: a.db\n", (Options){0}), STATUS_INPUT);
  assert_string_equal(f->err.code, "config-no-forms");
}

static void the_default_database_has_a_folder(void **state) {
  Fixture *f = *state;
  char folder[] = "/tmp/innspill-data-XXXXXX";
  assert_non_null(mkdtemp(folder));
  setenv("XDG_DATA_HOME", arena_printf(f->arena, "%s/a/b", folder).ptr, 1);
  const char *path;
  assert_int_equal(config_default_db(f->arena, "play.db", false, &path, &f->err), STATUS_OK);
  assert_string_equal(path, arena_printf(f->arena, "%s/a/b/innspill/play.db", folder).ptr);
  assert_int_not_equal(access(arena_printf(f->arena, "%s/a", folder).ptr, F_OK), 0);
  assert_int_equal(config_default_db(f->arena, "play.db", true, &path, &f->err), STATUS_OK);
  const char *made[] = {"/a/b/innspill", "/a/b", "/a", ""};
  for (size_t i = 0; i < COUNT_OF(made); i++)
    assert_int_equal(rmdir(arena_printf(f->arena, "%s%s", folder, made[i]).ptr), 0);
  setenv("XDG_DATA_HOME", "/proc/nowhere", 1);
  assert_int_equal(config_default_db(f->arena, "play.db", true, &path, &f->err), STATUS_WORLD);
}

#define CONFIG_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  Err err = {0};
  if (seal_init(&err) != STATUS_OK) return 1;
  const struct CMUnitTest tests[] = {
      CONFIG_TEST(everything_it_may_say),      CONFIG_TEST(a_range_goes_round_the_week),
      CONFIG_TEST(a_path_is_told_from_a_name), CONFIG_TEST(what_phones_reach_the_server_at),
      CONFIG_TEST(the_command_line_wins),      CONFIG_TEST(mistakes_have_places),
      CONFIG_TEST(what_protects_answers),      CONFIG_TEST(a_backup_is_another_file),
      CONFIG_TEST(all_mistakes_are_listed),    CONFIG_TEST(a_far_reader_is_warned_about),
      CONFIG_TEST(forms_are_needed),           CONFIG_TEST(the_default_database_has_a_folder),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
