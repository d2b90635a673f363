#include "store/fixture.h"

#include <string.h>

/* Whoever asks before is told the same. */
static Status add(Store *store, const Form *form, Err *err) {
  Err asked = {0};
  Status answer = store_check_form(store, form, &asked);
  *err = (Err){0};
  assert_int_equal(store_add_form(store, form, err), answer);
  assert_string_equal(err->code, asked.code);
  return answer;
}

static void assert_added(Store *store, const Form *form) {
  Err err;
  if (add(store, form, &err) != STATUS_OK) fail_msg("%s: %s", err.code, err.sentence);
}

static const char *form_yaml(Fixture *fixture, const char *id, const char *version, const char *choices) {
  return arena_printf(fixture->arena,
                      "settings: {form_id: %s, version: '%s', default_language: nb}\n"
                      "languages: {nb: Norsk}\n"
                      "survey:\n"
                      "  - {type: select_one nytte, name: nytte, label: Nyttig?}\n"
                      "choices:\n"
                      "  nytte: [%s]\n",
                      id, version, choices)
      .ptr;
}

static const Form *form_with(Fixture *fixture, const char *version, const char *choices) {
  return fixture_form(fixture, form_yaml(fixture, "f", version, choices));
}

static void the_text_is_kept_to_the_byte(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = fixture_plain_form(fixture, "1");
  assert_added(store, form);
  assert_added(store, form); /* every start adds it again */
  const StoreForm *forms;
  size_t count;
  Err err = {0};
  assert_int_equal(store_forms(store, fixture->arena, &forms, &count, &err), STATUS_OK);
  assert_int_equal(count, 1);
  assert_true(str_equal(forms[0].source, form->source));
  store_close(store);
}

static void a_changed_text_needs_a_new_version(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  Err err;
  assert_added(store, form_with(fixture, "1", "{name: a, label: A}"));
  assert_int_equal(add(store, form_with(fixture, "1", "{name: a, label: Aa}"), &err), STATUS_INPUT);
  assert_string_equal(err.code, "form-changed");
  assert_non_null(strstr(err.sentence, "raise the version"));
  assert_added(store, form_with(fixture, "2", "{name: a, label: Aa}"));
  store_close(store);
}

static void versions_are_in_the_order_of_their_numbers(void **state) {
  static const char *const versions[] = {"10", "v1", "9", "2026112101", "010", "b"};
  static const char *const want[] = {"9", "010", "10", "2026112101", "b", "v1"};
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  for (size_t i = 0; i < COUNT_OF(versions); i++)
    assert_added(store, form_with(fixture, versions[i], "{name: a, label: A}"));
  assert_added(store, fixture_form(fixture, form_yaml(fixture, "e", "99", "{name: a, label: A}")));
  const StoreForm *forms;
  size_t count;
  Err err = {0};
  assert_int_equal(store_forms(store, fixture->arena, &forms, &count, &err), STATUS_OK);
  assert_int_equal(count, COUNT_OF(want) + 1);
  assert_true(str_is(forms[0].form_id, "e"));
  for (size_t i = 0; i < COUNT_OF(want); i++)
    if (!str_is(forms[i + 1].version, want[i])) fail_msg("%zu: " STR_FMT ", not %s", i, STR_ARG(forms[i + 1].version), want[i]);
  store_close(store);
}

static const char *codes(Fixture *fixture) {
  return fixture_query(fixture, "a.db",
                       "SELECT group_concat(choice || '=' || code, ' ') FROM (SELECT * FROM choice_code ORDER BY code)");
}

static void a_choice_keeps_its_code(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  assert_added(store, form_with(fixture, "1", "{name: a, label: A}, {name: b, label: B}, {name: c, label: C}"));
  assert_string_equal(codes(fixture), "a=1 b=2 c=3");
  assert_added(store, form_with(fixture, "2", "{name: c, label: C}, {name: a, label: A}")); /* one gone, others turned round */
  assert_string_equal(codes(fixture), "a=1 b=2 c=3");
  assert_added(store, form_with(fixture, "3", "{name: d, label: D}, {name: b, label: B}, {name: vet_ikke, label: V, code: 4}"));
  assert_string_equal(codes(fixture), "a=1 b=2 c=3 vet_ikke=4 d=5"); /* the form's own first */
  store_close(store);
}

static void a_choice_named_by_a_number_has_it_as_its_code(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  assert_added(store, form_with(fixture, "1",
                                "{name: vet_ikke, label: V}, {name: '0', label: A}, {name: '1', label: B}, {name: '10', label: C},"
                                " {name: '01', label: D}, {name: '-1', label: E}, {name: '1000000', label: F},"
                                " {name: gitt, label: G, code: 10}"));
  assert_string_equal(codes(fixture), "0=0 1=1 vet_ikke=2 10=3 01=4 -1=5 1000000=6 gitt=10"); /* 10 was given away */
  assert_added(store, form_with(fixture, "2", "{name: '2', label: A}, {name: '7', label: B}"));
  assert_string_equal(codes(fixture), "0=0 1=1 vet_ikke=2 10=3 01=4 -1=5 1000000=6 7=7 2=8 gitt=10"); /* what is taken stays */
  store_close(store);
}

static void a_code_never_changes_its_meaning(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  Err err;
  assert_added(store, form_with(fixture, "1", "{name: a, label: A}, {name: b, label: B, code: 98}"));
  assert_int_equal(add(store, form_with(fixture, "2", "{name: a, label: A, code: 7}"), &err), STATUS_INPUT);
  assert_string_equal(err.code, "code-changed");
  assert_int_equal(add(store, form_with(fixture, "2", "{name: c, label: C, code: 98}"), &err), STATUS_INPUT);
  assert_string_equal(err.code, "code-taken");
  assert_string_equal(codes(fixture), "a=1 b=98");
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT version FROM form_version"), "1"); /* nothing half done */
  store_close(store);
}

static void who_only_reads_may_ask(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  Err err = {0};
  assert_added(store, form_with(fixture, "1", "{name: a, label: A}"));
  store_close(store);
  assert_int_equal(store_open_readonly(fixture_path(fixture, "a.db"), &store, &err), STATUS_OK);
  assert_int_equal(store_seal_with(store, NULL, &err), STATUS_OK);
  assert_int_equal(store_check_form(store, form_with(fixture, "1", "{name: a, label: A}"), &err), STATUS_OK);
  assert_int_equal(store_check_form(store, form_with(fixture, "2", "{name: a, label: A}, {name: b, label: B}"), &err), STATUS_OK);
  assert_int_equal(store_check_form(store, form_with(fixture, "2", "{name: a, label: A, code: 7}"), &err), STATUS_INPUT);
  assert_string_equal(err.code, "code-changed");
  store_close(store);
  assert_string_equal(codes(fixture), "a=1");
}

static void a_view_shows_what_counts(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = fixture_plain_form(fixture, "1");
  assert_added(store, form);
  Response visits[3];
  for (int i = 0; i < 3; i++) {
    visits[i] =
        fixture_response(fixture, store, form, "{\"nytte\":\"ja\",\"tema\":[\"mat\",\"prat\"],\"antall\":12,\"hvorfor\":null}");
    visits[i].status = i == 2 ? RESPONSE_PARTIAL : RESPONSE_COMPLETE;
    visits[i].trial = i == 1;
    fixture_put(store, &visits[i]);
  }
  visits[2].status = RESPONSE_DISCARDED;
  fixture_put(store, &visits[2]);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT group_concat(name) FROM pragma_table_info('samling 1')"),
                      form->kiosk.anonymous
                          ? "response,language,channel,round,event,place,status,time,nytte,tema,antall,hvorfor"
                          : "response,language,channel,round,event,place,status,time,device,nytte,tema,antall,hvorfor");
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT status, nytte, tema, antall + 1, hvorfor IS NULL FROM \"samling 1\""),
                      "complete|ja|[\"mat\",\"prat\"]|13|1");
  store_close(store);
}

/* Of a repeat that asks for words, these stand in a column beside the rest. */
static void a_view_shows_words_of_repeats_apart(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form =
      fixture_form(fixture, "settings: {form_id: f, version: 1, default_language: nb}\n"
                            "languages: {nb: Norsk}\n"
                            "survey:\n"
                            "  - {type: text, name: time, label: T}\n"
                            "  - type: repeat\n"
                            "    name: barn\n"
                            "    questions: [{type: integer, name: alder, label: A}, {type: text, name: navn, label: N}]\n"
                            "  - type: repeat\n"
                            "    name: tall\n"
                            "    questions: [{type: integer, name: n, label: N}]\n");
  assert_added(store, form);
  Response visit = fixture_response(
      fixture, store, form, "{\"time\":\"a\",\"barn\":[{\"alder\":1,\"navn\":\"Ida\"},{\"alder\":2}],\"tall\":[{\"n\":1}]}");
  fixture_put(store, &visit);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT \"question:time\", barn, \"barn, own words\", tall FROM \"f 1\""),
                      "a|[{\"alder\":1},{\"alder\":2}]|[{\"navn\":\"Ida\"},{}]|[{\"n\":1}]");
  store_close(store);
}

static void a_view_bears_sealed_and_damaged_rows(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = fixture_plain_form(fixture, "1");
  assert_added(store, form);
  for (int i = 0; i < 3; i++) {
    Response visit = fixture_response(fixture, store, form, "{\"nytte\":\"ja\"}");
    fixture_put(store, &visit);
  }
  store_close(store);
  fixture_query(fixture, "a.db",
                "PRAGMA ignore_check_constraints = ON;"
                "UPDATE response SET answers = NULL, sealed = x'00', seal_key = 'k' WHERE uuid = (SELECT min(uuid) FROM response);"
                "UPDATE response SET answers = '{\"nyt' WHERE uuid = (SELECT max(uuid) FROM response)");
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT coalesce(nytte, 'nothing') FROM \"samling 1\" ORDER BY response"),
                      "nothing\nja\nnothing");
}

static Question question_of(QuestionKind kind, const char *name) {
  Str path = str_from(name);
  return (Question){.name = path, .path = path, .kind = kind, .list_ix = -1, .group_ix = -1, .repeat_ix = -1};
}

static void odd_names_are_quoted(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Question questions[] = {question_of(QUESTION_TEXT, "time"), question_of(QUESTION_TEXT, "select"),
                                question_of(QUESTION_TEXT, "it's"), question_of(QUESTION_TEXT, "a.b-c"),
                                question_of(QUESTION_NOTE, "hei")};
  Form form = {.form_id = STR("o'\"x"), .version = STR("1'"), .questions = questions, .question_count = COUNT_OF(questions)};
  assert_added(store, &form);
  Response visit = fixture_response(fixture, store, &form, "{\"time\":\"a\",\"select\":\"b\",\"it's\":\"c\",\"a.b-c\":\"d\"}");
  fixture_put(store, &visit);
  assert_string_equal(
      fixture_query(fixture, "a.db", "SELECT time, \"question:time\", \"select\", \"it's\", \"a.b-c\" FROM \"o'\"\"x 1'\""),
      "2026-11-21|a|b|c|d");
  store_close(store);
}

/* SQLite's names know no capitals, forms' do. */
static void twins_have_views_of_their_own(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  assert_added(store, form_with(fixture, "a", "{name: a, label: A}"));
  assert_added(store, form_with(fixture, "A", "{name: a, label: A}"));
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name"),
                      "f A (2)\nf a");
  store_close(store);
}

/* A household: a group with a question, and in it a repeat with another one in it. */
/* They are in no answers: a column of them would say that nobody gave one. */
static void a_view_has_nothing_of_a_code(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  Question questions[] = {question_of(QUESTION_INTEGER, "antall"), question_of(QUESTION_INTEGER, "kode/dag")};
  questions[1].link_element = true;
  Form form = {.form_id = STR("f"), .version = STR("1"), .questions = questions, .question_count = COUNT_OF(questions)};
  assert_added(store, &form);
  assert_string_equal(fixture_query(fixture, "a.db",
                                    "SELECT group_concat(name) FROM pragma_table_info('f 1') WHERE name IN ('antall', 'kode/dag')"),
                      "antall");
  store_close(store);
}

static void a_view_has_paths_and_a_column_for_a_repeat(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  Group groups[] = {
      {.path = STR("hus"), .parent_ix = -1, .repeat_ix = -1},
      {.path = STR("hus/medlem"), .repeats = true, .parent_ix = 0, .repeat_ix = -1},
      {.path = STR("hus/medlem/jobb"), .repeats = true, .parent_ix = 1, .repeat_ix = 1},
  };
  Question questions[] = {question_of(QUESTION_INTEGER, "antall"),          question_of(QUESTION_INTEGER, "hus/antall"),
                          question_of(QUESTION_INTEGER, "hus/medlem/navn"), question_of(QUESTION_INTEGER, "hus/medlem/jobb/sted"),
                          question_of(QUESTION_INTEGER, "hus/status"),      question_of(QUESTION_INTEGER, "time")};
  questions[2].repeat_ix = 1;
  questions[3].repeat_ix = 2;
  Form form = {.form_id = STR("f"), .version = STR("1"), .questions = questions, .question_count = COUNT_OF(questions)};
  form.groups = groups;
  form.group_count = COUNT_OF(groups);
  assert_added(store, &form);
  Response visit = fixture_response(fixture, store, &form,
                                    "{\"antall\":1,\"hus/antall\":2,\"hus/medlem\":[{\"navn\":3,\"jobb\":[{\"sted\":4}]},{}],"
                                    "\"hus/status\":5,\"time\":6}");
  fixture_put(store, &visit);
  assert_string_equal(
      fixture_query(fixture, "a.db",
                    "SELECT antall, \"hus/antall\", \"hus/medlem\", \"hus/status\", \"question:time\" FROM \"f 1\""),
      "1|2|[{\"navn\":3,\"jobb\":[{\"sted\":4}]},{}]|5|6");
  assert_string_equal(
      fixture_query(fixture, "a.db",
                    "SELECT m.value ->> 'navn' FROM \"f 1\", json_each(\"hus/medlem\") AS m WHERE m.value ->> 'navn' > 0"),
      "3");
  store_close(store);
}

static void a_wide_form_has_several_views(void **state) {
  enum { QUESTIONS = 4000 };
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  Question *questions = ARENA_ARRAY(fixture->arena, Question, QUESTIONS);
  for (int i = 0; i < QUESTIONS; i++)
    questions[i] = question_of(QUESTION_INTEGER, arena_printf(fixture->arena, "q%d", i).ptr);
  Form form = {.form_id = STR("wide"), .version = STR("1"), .questions = questions, .question_count = QUESTIONS};
  assert_added(store, &form);
  Response visit = fixture_response(fixture, store, &form, "{\"q0\":1,\"q1899\":2,\"q1900\":3,\"q3999\":4}");
  fixture_put(store, &visit);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name"),
                      "wide 1\nwide 1 part 2\nwide 1 part 3");
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT q0, q1899 FROM \"wide 1\""), "1|2");
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT q1900 FROM \"wide 1 part 2\""), "3");
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT q3999 FROM \"wide 1 part 3\""), "4");
  store_close(store);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(the_text_is_kept_to_the_byte, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_changed_text_needs_a_new_version, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(versions_are_in_the_order_of_their_numbers, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_choice_keeps_its_code, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_choice_named_by_a_number_has_it_as_its_code, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_code_never_changes_its_meaning, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(who_only_reads_may_ask, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_view_shows_what_counts, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_view_has_nothing_of_a_code, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_view_shows_words_of_repeats_apart, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_view_bears_sealed_and_damaged_rows, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(odd_names_are_quoted, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(twins_have_views_of_their_own, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_view_has_paths_and_a_column_for_a_repeat, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_wide_form_has_several_views, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
