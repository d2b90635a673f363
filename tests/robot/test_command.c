/* kioskctl robot: real responses in a real database, the same ones again, and what it says when it cannot. */
#include "kioskctl/program.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static Said robots(Fixture *fixture, const char *form, const char *count, const char *option, const char *value,
                   const char *extra) {
  const char *const args[] = {"robot", form,  "--responses", count, "--seed", "5", "--now", "2026-11-21T14:05:00",
                              option,  value, extra,         NULL};
  return program_run(fixture, args, NULL);
}

static void assert_done(const Said *said) {
  if (said->code != 0) fail_msg("%d: %s", said->code, said->err);
  assert_string_equal(said->err, "");
}

static void writes_responses(void **state) {
  Fixture *fixture = *state;
  Said said = robots(fixture, "forms/kandidat.yaml", "1200", "--db", fixture_path(fixture, "a.db"), NULL);
  assert_done(&said);
  assert_non_null(strstr(said.out, "1200 responses written to "));
  assert_string_equal(
      fixture_query(fixture, "a.db", "SELECT count(*), status, channel, trial, time, device FROM response GROUP BY 2,3,4,5,6"),
      "1200|complete|kiosk|0|2026-11-21|robot");
  assert_string_equal(
      fixture_query(fixture, "a.db", "SELECT count(DISTINCT uuid) > 1199, count(DISTINCT answers) > 1000 FROM response"), "1|1");
}

/* Whoever asks for more gets the same ones first, byte for byte. */
static void same_again(void **state) {
  static const char rows[] = "SELECT group_concat(row, char(10)) FROM (SELECT uuid || answers || language AS row FROM response"
                             " ORDER BY uuid)";
  Fixture *fixture = *state;
  Said said = robots(fixture, "forms/samling.yaml", "40", "--db", fixture_path(fixture, "a.db"), NULL);
  assert_done(&said);
  const char *first = fixture_query(fixture, "a.db", rows);
  said = robots(fixture, "forms/samling.yaml", "40", "--db", fixture_path(fixture, "a.db"), NULL);
  assert_done(&said);
  assert_string_equal(fixture_query(fixture, "a.db", rows), first);
  said = robots(fixture, "forms/samling.yaml", "60", "--db", fixture_path(fixture, "b.db"), NULL);
  assert_done(&said);
  const char *inner =
      arena_printf(fixture->arena, "ATTACH '%s' AS a; SELECT count(*) FROM response JOIN a.response AS other USING (uuid, answers)",
                   fixture_path(fixture, "a.db"))
          .ptr;
  assert_string_equal(fixture_query(fixture, "b.db", inner), "40");
}

/* What several kiosks bring home, to try merging out with. */
static void another_device_has_others(void **state) {
  Fixture *fixture = *state;
  static const char *const devices[] = {"dor-1", "dor-2"};
  for (size_t i = 0; i < COUNT_OF(devices); i++) {
    const char *const args[] = {"robot",       "forms/samling.yaml",
                                "--responses", "20",
                                "--device",    devices[i],
                                "--now",       "2026-11-21",
                                "--db",        fixture_path(fixture, devices[i]),
                                NULL};
    Said said = program_run(fixture, args, NULL);
    assert_done(&said);
    assert_string_equal(fixture_query(fixture, devices[i], "SELECT device, count(*) FROM response GROUP BY 1"),
                        arena_printf(fixture->arena, "%s|20", devices[i]).ptr);
  }
  const char *same =
      arena_printf(fixture->arena, "ATTACH '%s' AS a; SELECT count(*) FROM response JOIN a.response AS other USING (uuid)",
                   fixture_path(fixture, devices[0]))
          .ptr;
  assert_string_equal(fixture_query(fixture, devices[1], same), "0");
}

static void traces_and_trials(void **state) {
  Fixture *fixture = *state;
  const char *db = fixture_path(fixture, "a.db"), *trace = fixture_path(fixture, "trace");
  const char *const args[] = {"robot", "forms/samling.yaml", "--responses", "3", "--trial", "--db", db, "--trace", trace,
                              "--now", "2026-11-21",         NULL};
  Said said = program_run(fixture, args, NULL);
  assert_done(&said);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT sum(trial) FROM response"), "3");
  Str written = arena_str(fixture->arena, fixture_read_file(fixture, "trace"));
  assert_true(str_starts_with(written, STR("{\"form\":\"samling\",")));
  assert_non_null(strstr(written.ptr, "\n{\"r\":2,\"step\":0,"));
  const char *const to_stream[] = {"robot", "forms/samling.yaml", "--responses", "3", "--trace", "-", "--now", "2026-11-21", NULL};
  said = program_run(fixture, to_stream, NULL);
  assert_done(&said);
  assert_true(str_is(written, said.out)); /* and nothing else */
}

static void a_trace_replaces_no_database(void **state) {
  Fixture *fixture = *state;
  const char *db = fixture_path(fixture, "a.db");
  Said said = robots(fixture, "forms/samling.yaml", "1", "--db", db, NULL);
  assert_done(&said);
  said = robots(fixture, "forms/samling.yaml", "1", "--trace", db, NULL);
  program_assert_error(&said, 2, "out-is-database", "name another file to write to with --trace");
  said = robots(fixture, "forms/samling.yaml", "1", "--trace", fixture_path(fixture, "none/trace"), NULL);
  program_assert_error(&said, 3, "out-path", "choose another --trace, or make space");
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT count(*) FROM response"), "1");
}

static void stuck_robots_are_told(void **state) {
  static const char form[] = "settings: {form_id: f, version: 1, default_language: nb}\n"
                             "languages: {nb: Norsk}\n"
                             "survey:\n"
                             "  - {type: select_one ja_nei, name: a, label: A, required: true}\n"
                             "  - {type: integer, name: b, label: B, relevant: \"${a} = 'ja'\", required: true,\n"
                             "     constraint: \". * 0 = 1\"}\n"
                             "  - {type: text, name: c, label: C, relevant: \"${a} = 'ja'\"}\n"
                             "choices:\n"
                             "  ja_nei: [{name: ja, label: Ja}, {name: nei, label: Nei}]\n";
  Fixture *fixture = *state;
  fixture_write_file(fixture, "f.yaml", form, sizeof form - 1);
  Said said = robots(fixture, fixture_path(fixture, "f.yaml"), "40", "--db", fixture_path(fixture, "a.db"), NULL);
  program_assert_error(&said, 1, "robot-stuck", "of 40 robots came to a question they found no valid answer to");
  assert_non_null(strstr(said.err, "f.yaml:5:"));
  assert_non_null(strstr(said.err, "found no answer to \"b\" that satisfies its constraint, . * 0 = 1; "));
  assert_non_null(strstr(said.out, "no robot came to: c\n") ? said.out : strstr(said.out, "no robot found an answer to: "));
  const char *answers =
      fixture_query(fixture, "a.db", "SELECT count(*) > 5, count(*) < 35, min(answers), max(answers) FROM response");
  assert_string_equal(answers, "1|1|{\"a\":\"nei\"}|{\"a\":\"nei\"}");
}

/* What was answered before the signal is there, and nothing is half there. */
static void interrupted_it_keeps_what_it_has(void **state) {
  Fixture *fixture = *state;
  const char *const args[] = {"robot", "forms/kandidat.yaml",         "--responses", "1000000",
                              "--db",  fixture_path(fixture, "a.db"), NULL};
  pid_t child = program_start(fixture, args, NULL);
  usleep(700 * 1000);
  kill(child, SIGINT);
  int how = -1;
  waitpid(child, &how, 0);
  assert_true(WIFEXITED(how));
  assert_int_equal(WEXITSTATUS(how), 3);
  Str err = arena_str(fixture->arena, fixture_read_file(fixture, "stderr"));
  assert_true(str_starts_with(err, STR("error interrupted: stopped after ")));
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT count(*) > 0, count(DISTINCT status) FROM response"), "1|1");
}

typedef struct Misuse {
  const char *args[8];
  const char *error_code, *says;
} Misuse;

static void says_how_it_is_used(void **state) {
  static const Misuse cases[] = {
      {{"robot"}, "usage", "robot needs one form"},
      {{"robot", "forms/samling.yaml"}, "option-missing", "--db or --trace is missing"},
      {{"robot", "forms/samling.yaml", "--db", "x", "--responses", "0"}, "option-value", "--responses 0"},
      {{"robot", "forms/samling.yaml", "--db", "x", "--seed", "en"}, "option-value", "--seed en"},
      {{"robot", "forms/samling.yaml", "--db", "x", "--now", "14:05"}, "option-value", "--now 14:05 is no date"},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Said said = program_run(*state, cases[i].args, NULL);
    program_assert_error(&said, 2, cases[i].error_code, cases[i].says);
    assert_string_equal(said.out, "");
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(writes_responses, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(same_again, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(another_device_has_others, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(traces_and_trials, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_trace_replaces_no_database, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(stuck_robots_are_told, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(interrupted_it_keeps_what_it_has, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(says_how_it_is_used, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
