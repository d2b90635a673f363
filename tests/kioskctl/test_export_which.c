/* kioskctl export: which responses, as its options say, and what is said of a value that occurs nowhere. */
#include "kioskctl/program.h"

#include <string.h>

/* Four visits: two of the round h25, two of h26; of each round one on the web, one of each left half way. */
static void make_rounds(Fixture *fixture) {
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = fixture_form(fixture, "settings: {form_id: samling, version: 1, default_language: nb}\n"
                                           "languages: {nb: Norsk}\n"
                                           "kiosk: {privacy: {mode: linked}}\n" /* devices can be told apart */
                                           "survey:\n"
                                           "  - {type: integer, name: antall, label: Hvor mange?}\n"
                                           "  - {type: text, name: hvorfor, label: Hvorfor?}\n");
  Err err = {0};
  if (store_add_form(store, form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  for (int i = 0; i < 4; i++) {
    bool new_round = i >= 2, web = i % 2 == 1;
    Response visit = fixture_response(fixture, store, form, arena_printf(fixture->arena, "{\"antall\":%d}", 40 + i).ptr);
    visit.round = new_round ? STR("h26") : STR("h25");
    visit.event = new_round ? STR("samling-2") : STR("samling-1");
    visit.place = web ? STR("Bergen") : STR("Voss");
    visit.channel = web ? STR("web") : STR("kiosk");
    visit.status = web ? RESPONSE_PARTIAL : RESPONSE_COMPLETE;
    visit.time = arena_printf(fixture->arena, "2026-11-%02d", 20 + i);
    fixture_put(store, &visit);
  }
  store_close(store);
}

/* Which of the answers 40 .. 43 are in the table, as their last digits. */
static const char *which(Fixture *fixture, const char *table) {
  Buffer found = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&found);
  sink_z(&sink, "");
  for (int i = 0; i < 4; i++)
    if (strstr(table, arena_printf(fixture->arena, ",%d,", 40 + i).ptr) != NULL) sink_printf(&sink, "%d", i);
  return arena_str(fixture->arena, buffer_view(&found)).ptr;
}

static void which_responses_can_be_said(void **state) {
  static const struct {
    const char *options[4], *rows;
  } cases[] = {
      {{"--round=h26"}, "23"},
      {{"--round=h25", "--round=h26"}, "0123"},
      {{"--event=samling-1"}, "01"},
      {{"--place=Voss"}, "02"},
      {{"--channel=web"}, "13"},
      {{"--status=complete"}, "02"},
      {{"--status=complete", "--status=partial"}, "0123"},
      {{"--from=2026-11-21"}, "123"},
      {{"--to=2026-11-21"}, "01"},
      {{"--from=2026-11-21", "--to=2026-11-22", "--place=Voss"}, "2"},
      {{"--device=kiosk-1"}, "0123"},
  };
  Fixture *fixture = *state;
  make_rounds(fixture);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    const char *const *more = cases[i].options;
    const char *args[] = {"export", "--db", fixture_path(fixture, "a.db"), "--format=csv", "--out", "-", more[0], more[1],
                          more[2],  NULL};
    Said said = program_run(fixture, args, NULL);
    assert_string_equal(said.err, "");
    assert_int_equal(said.code, 0);
    assert_string_equal(which(fixture, said.out), cases[i].rows);
  }
}

static void what_occurs_nowhere_is_told(void **state) {
  static const struct {
    const char *options[3], *warning;
  } cases[] = {
      {{"--round=h27"}, "warning: no response of samling has the round h27; there is h25, h26\n"},
      {{"--place=Oslo"}, "warning: no response of samling has the place Oslo; there is Bergen, Voss\n"},
      {{"--device=dor-9"}, "warning: no response of samling has the device dor-9; there is kiosk-1\n"},
      {{"--round=h25", "--place=a\033[2Jb"}, "has the place a [2Jb; there is"},
      {{"--round=h25", "--event=samling-2"}, "warning: no response is all that was asked for; the table has none\n"},
  };
  Fixture *fixture = *state;
  make_rounds(fixture);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    const char *args[] = {"export", "--db", fixture_path(fixture, "a.db"), "--format=csv",
                          "--out",  "-",    cases[i].options[0],           cases[i].options[1],
                          NULL};
    Said said = program_run(fixture, args, NULL);
    assert_int_equal(said.code, 0);
    if (strstr(said.err, cases[i].warning) == NULL) fail_msg("%s", said.err);
    assert_string_equal(which(fixture, said.out), "");
  }
  fixture_query(fixture, "a.db", "UPDATE response SET round = NULL");
  const char *args[] = {"export", "--db", fixture_path(fixture, "a.db"), "--format=csv", "--out", "-", "--round=h25", NULL};
  Said said = program_run(fixture, args, NULL);
  assert_non_null(strstr(said.err, "has the round h25; none has a round\n"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(which_responses_can_be_said, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_occurs_nowhere_is_told, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
