/* kioskctl round and close-round: a key is made and carried elsewhere, and a round ends, having said how well its waves were joined. */
#include "kioskctl/program.h"
#include "store/linking.h"

#include <string.h>

static Said ctl(Fixture *fixture, const char *command, const char *name, const char *a, const char *b) {
  const char *args[] = {command, "--db", fixture_path(fixture, name), a, b, NULL, NULL};
  return program_run(fixture, args, NULL);
}

static Said give(Fixture *fixture, const char *name, const char *round, const char *word) {
  const char *args[] = {"round", "--db", fixture_path(fixture, name), round, "--give", word, NULL};
  return program_run(fixture, args, NULL);
}

static void a_key_is_carried_to_a_server(void **state) {
  Fixture *fixture = *state;
  Said said = ctl(fixture, "round", "kiosk.db", "h26", NULL);
  assert_int_equal(said.code, 0);
  if (strncmp(said.out, "round \"h26\": open since 20", 26) != 0 || strstr(said.out, ", 0 responses are joined by it\n") == NULL)
    fail_msg("%s", said.out);
  Said shown = ctl(fixture, "round", "kiosk.db", "h26", "--show"), again = ctl(fixture, "round", "kiosk.db", "--show", "h26");
  assert_int_equal(shown.code, 0);
  assert_int_equal(strncmp(shown.out, "round1-", 7), 0);
  assert_string_equal(shown.out, again.out);
  const char *word = arena_str(fixture->arena, str_trim(str_from(shown.out))).ptr;
  assert_int_equal(give(fixture, "server.db", "h26", word).code, 0);
  assert_int_equal(give(fixture, "server.db", "h26", word).code, 0);
  assert_string_equal(ctl(fixture, "round", "server.db", "h26", "--show").out, shown.out);
  assert_string_equal(fixture_query(fixture, "server.db", "SELECT hex(key) FROM round"),
                      fixture_query(fixture, "kiosk.db", "SELECT hex(key) FROM round"));
  ctl(fixture, "round", "other.db", "h26", NULL);
  said = give(fixture, "other.db", "h26", word);
  program_assert_error(&said, 1, "round-key", "round \"h26\" has a key of its own");
  said = give(fixture, "new.db", "h26", "round1-00");
  program_assert_error(&said, 1, "round-word", "that is no key of a round, or it was damaged");
}

static void rounds_are_listed(void **state) {
  Fixture *fixture = *state;
  Said said = ctl(fixture, "round", "a.db", NULL, NULL);
  assert_int_equal(said.code, 3); /* nothing is made by looking */
  ctl(fixture, "round", "a.db", "v27", NULL);
  ctl(fixture, "round", "a.db", "", NULL);
  said = ctl(fixture, "close-round", "a.db", "v27", NULL);
  assert_string_equal(said.out, "round \"v27\" is closed, and its key destroyed; nothing was joined by it\n"
                                "backups that were made before still have the key: make backups anew, and delete the old ones\n");
  said = ctl(fixture, "round", "a.db", NULL, NULL);
  assert_int_equal(said.code, 0);
  assert_int_equal(strncmp(said.out, "round \"\": open since ", 21), 0);
  assert_non_null(strstr(said.out, "\nround \"v27\": closed on "));
  said = ctl(fixture, "round", "a.db", "x", "--show");
  program_assert_error(&said, 1, "round-unknown", "there is no round \"x\"");
  said = ctl(fixture, "round", "a.db", "v27", "--show");
  program_assert_error(&said, 1, "round-closed", "its key destroyed");
  said = ctl(fixture, "round", "a.db", "a", "b");
  program_assert_error(&said, 2, "usage", "name one round");
  said = ctl(fixture, "round", "a.db", "--show", NULL);
  program_assert_error(&said, 2, "usage", "which round?");
  said = ctl(fixture, "round", "a.db", "a\nb", NULL);
  program_assert_error(&said, 2, "option-value", "no line breaks");
}

static const Form *first_wave(Fixture *fixture) {
  return fixture_form(fixture, "settings: {form_id: kandidat, version: '1', default_language: nb}\n"
                               "kiosk: {privacy: {mode: linked}, followup: {form: oppfolging, link: code}}\n"
                               "survey:\n"
                               "  - type: group\n"
                               "    name: kode\n"
                               "    label: Kode\n"
                               "    link_code: yes\n"
                               "    questions:\n"
                               "      - {type: integer, name: hus, label: Hus?, required: true}\n"
                               "      - {type: integer, name: dyr, label: Dyr?, required: true}\n"
                               "  - {type: integer, name: antall, label: Hvor mange?}\n");
}

static void fill(Fixture *fixture, Store *store) {
  static const char *const firsts[] = {"ab", "cd", "ef", "gh", "ij"}, *const seconds[] = {"ab", "cd", "ex", "zz"};
  const Form *first = first_wave(fixture), *second = linking_form(fixture, "oppfolging");
  linking_round(fixture, store, "h26");
  for (size_t i = 0; i < COUNT_OF(firsts); i++)
    linking_put_code(fixture, store, first, "h26", firsts[i]);
  for (size_t i = 0; i < COUNT_OF(seconds); i++)
    linking_put_code(fixture, store, second, "h26", seconds[i]);
}

static const char report[] = "kandidat and oppfolging, joined by the code that people give:\n"
                             "  kandidat: 5 responses, 5 with a token or code\n"
                             "  oppfolging: 4 responses, 4 with a token or code\n"
                             "  joined: 2 of 4 (50 %)\n"
                             "  near misses: 1 of 4 (25 %); all but one element are the same, and nobody else is as near\n"
                             "  not found again: 1 of 4 (25 %)\n";

static void it_ends_with_a_report(void **state) {
  Fixture *fixture = *state;
  Store *kiosk = fixture_open(fixture, "a.db"); /* it runs meanwhile */
  fill(fixture, kiosk);
  Said said = ctl(fixture, "close-round", "a.db", "--matching", "h26");
  assert_int_equal(said.code, 0);
  assert_string_equal(said.out, report);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT count(*) > 0, (SELECT count(key) FROM round) FROM link"), "1|1");
  said = ctl(fixture, "close-round", "a.db", "h26", NULL);
  assert_int_equal(said.code, 0);
  assert_string_equal(said.err, "");
  assert_string_equal(said.out,
                      arena_printf(fixture->arena,
                                   "%sround \"h26\" is closed: its key and the links of 9 responses are destroyed\n"
                                   "backups and linked exports that were made before still have them: make backups anew, and delete"
                                   " the old ones\n",
                                   report)
                          .ptr);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT (SELECT count(*) FROM link), (SELECT count(key) FROM round)"), "0|0");
  said = ctl(fixture, "close-round", "a.db", "h26", NULL);
  program_assert_error(&said, 1, "round-closed", "round \"h26\" was closed on ");
  said = ctl(fixture, "verify", "a.db", NULL, NULL);
  assert_int_equal(said.code, 0);
  linking_put_code(fixture, kiosk, first_wave(fixture), "h26", "kl"); /* its visitor's answers are kept all the same */
  store_close(kiosk);
  assert_false(fixture_folder_has(fixture, linking_link(fixture, STORE_LINK_CODE, "h26", "ab")->hashes[0].ptr));
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT count(*), (SELECT count(*) FROM link) FROM response"), "10|0");
}

/* Nobody could make the report afterwards. */
static void sealed_codes_are_not_thrown_away_unread(void **state) {
  Fixture *fixture = *state;
  Err err = {0};
  assert_int_equal(seal_init(&err), STATUS_OK);
  SealSecret *secret = seal_secret_new();
  Store *store = fixture_open(fixture, "a.db");
  assert_int_equal(store_seal_with(store, seal_public_of(secret), &err), STATUS_OK);
  fill(fixture, store);
  store_close(store);
  seal_secret_free(secret);
  Said said = ctl(fixture, "close-round", "a.db", "h26", NULL);
  program_assert_error(&said, 1, "seal-key", "the codes of 9 responses are sealed");
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT count(key) FROM round"), "1");
  said = ctl(fixture, "close-round", "a.db", "h26", "--without-matching");
  assert_int_equal(said.code, 0);
  assert_int_equal(strncmp(said.out, "round \"h26\" is closed", 21), 0);
}

static void says_what_it_will_not_do(void **state) {
  Fixture *fixture = *state;
  Said said = ctl(fixture, "close-round", "none.db", "h26", NULL);
  program_assert_error(&said, 3, "db-path", "there is no database ");
  store_close(fixture_open(fixture, "a.db"));
  said = ctl(fixture, "close-round", "a.db", "h26", NULL);
  program_assert_error(&said, 1, "round-unknown", "there is no round \"h26\"");
  said = ctl(fixture, "close-round", "a.db", NULL, NULL);
  program_assert_error(&said, 2, "usage", "name one round");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(a_key_is_carried_to_a_server, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(rounds_are_listed, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(it_ends_with_a_report, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(sealed_codes_are_not_thrown_away_unread, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(says_what_it_will_not_do, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
