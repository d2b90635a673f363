/* kioskctl export --linked: two waves as one table, what it says of it, and when it refuses. */
#include "kioskctl/program.h"

#include <string.h>

enum { PAIRS = 3, ALONE = 2 };

static const char *const survey = "survey:\n"
                                  "  - {type: integer, name: antall, label: A}\n"
                                  "  - {type: image, name: navn, label: N, appearance: signature}\n"
                                  "  - type: repeat\n"
                                  "    name: rom\n"
                                  "    label: R\n"
                                  "    questions:\n"
                                  "      - {type: integer, name: areal, label: A}\n";

static const Form *add_wave(Fixture *fixture, Store *store, const char *form_id, const char *leads) {
  const char *yaml = arena_printf(fixture->arena,
                                  "settings: {form_id: %s, version: 1, default_language: nb}\nlanguages: {nb: Norsk}\n"
                                  "kiosk:\n  privacy: {mode: linked}\n%s%s",
                                  form_id, leads, survey)
                         .ptr;
  const Form *form = fixture_form(fixture, yaml);
  Err err = {0};
  if (store_add_form(store, form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  return form;
}

static void put(Fixture *fixture, Store *store, const Form *form, int secret) {
  const Str hash = arena_printf(fixture->arena, "%08d%056d", secret, 0);
  const StoreLink link = {STORE_LINK_TOKEN, STR(""), &hash, 1};
  static const StoreAttachment signature = {STR_INIT("navn.png"), STR_INIT("PNG")};
  Response visit = fixture_response(fixture, store, form, "{\"antall\":1,\"navn\":\"navn.png\",\"rom\":[{\"areal\":2},{}]}");
  visit.status = RESPONSE_COMPLETE;
  visit.attachments = &signature;
  visit.attachment_count = 1;
  if (secret > 0) visit.link = &link;
  fixture_put(store, &visit);
}

static void make_waves(Fixture *fixture) {
  Store *store = fixture_open(fixture, "a.db");
  const Form *first = add_wave(fixture, store, "kurs", "  followup: {form: senere, link: token}\n");
  const Form *later = add_wave(fixture, store, "senere", "");
  StoreRound round;
  Err err = {0};
  if (store_round(store, STR(""), STR("2026-11-21"), fixture->arena, &round, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  for (int i = 0; i < PAIRS; i++) {
    put(fixture, store, first, 1 + i);
    put(fixture, store, later, 1 + i);
  }
  for (int i = 0; i < ALONE; i++) {
    put(fixture, store, first, 0);
    put(fixture, store, later, 0);
  }
  store_close(store);
}

static void both_waves_stand_beside_each_other(void **state) {
  Fixture *fixture = *state;
  make_waves(fixture);
  const char *out = fixture_path(fixture, "a.csv"), *book = fixture_path(fixture, "a.md");
  const char *args[] = {
      "export", "--db", fixture_path(fixture, "a.db"), "--form", "kurs", "--linked", "senere", "--out", out, "--codebook",
      book,     NULL};
  const Said said = program_run(fixture, args, NULL);
  assert_string_equal(said.err, "");
  assert_int_equal(said.code, 0);
  const char *want = arena_printf(fixture->arena,
                                  "5 responses written to %s\n3 of them joined with one to senere\n"
                                  "10 instances of rom written to %s\n6 instances of senere__rom written to %s\n"
                                  "8 signatures or drawings written to %s\ncodebook written to %s\n",
                                  out, fixture_path(fixture, "a-rom.csv"), fixture_path(fixture, "a-senere__rom.csv"),
                                  fixture_path(fixture, "a-attachments"), book)
                         .ptr;
  assert_string_equal(said.out, want);
}

static void how_many_are_near_is_told(void **state) {
  Fixture *fixture = *state;
  make_waves(fixture);
  const char *args[] = {"export", "--db",  fixture_path(fixture, "a.db"),    "--form", "kurs", "--linked", "senere",
                        "--near", "--out", fixture_path(fixture, "a.jsonl"), NULL};
  const Said said = program_run(fixture, args, NULL);
  assert_int_equal(said.code, 0);
  assert_non_null(strstr(said.out, "\n3 of them joined with one to senere, 0 by a code of which one answer differs\n"));
}

static void what_cannot_be_joined_is_refused(void **state) {
  Fixture *fixture = *state;
  make_waves(fixture);
  const char *db = fixture_path(fixture, "a.db"), *out = fixture_path(fixture, "a.csv");
  const struct {
    const char *args[9], *code, *says;
    int exit;
  } cases[] = {
      {{"--form", "kurs", "--near", "--out", out}, "option-missing", "--linked is missing", 2},
      {{"--linked", "senere", "--out", out}, "which-form", "choose one with --form", 2},
      {{"--form", "kurs", "--linked", "kurs", "--out", out}, "export-linked", "names the form itself", 1},
      {{"--form", "kurs", "--linked", "senare", "--out", out}, "unknown-form", "did you mean \"senere\"?", 1},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    const char *args[COUNT_OF(cases[i].args) + 4] = {"export", "--db", db};
    memcpy(args + 3, cases[i].args, sizeof cases[i].args);
    const Said said = program_run(fixture, args, NULL);
    program_assert_error(&said, cases[i].exit, cases[i].code, cases[i].says);
  }
  Store *store = fixture_open(fixture, "a.db");
  size_t links;
  Err err = {0};
  assert_int_equal(store_close_round(store, STR(""), STR("kiosk-1"), STR("2027-06-01"), &links, &err), STATUS_OK);
  store_close(store);
  const char *args[] = {"export", "--db", db, "--form", "kurs", "--linked", "senere", "--out", out, NULL};
  const Said said = program_run(fixture, args, NULL);
  program_assert_error(&said, 1, "export-linked", "was closed on 2027-06-01");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(both_waves_stand_beside_each_other, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(how_many_are_near_is_told, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_cannot_be_joined_is_refused, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
