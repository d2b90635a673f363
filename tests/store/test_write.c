#include "store/fixture.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static Store *open_with_form(Fixture *fixture, const Form *form) {
  Store *store = fixture_open(fixture, "a.db");
  Err err = {0};
  if (store_add_form(store, form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  return store;
}

static void a_visit_is_one_row_from_first_to_last(void **state) {
  static const char query[] = "SELECT device, form_id, form_version, language, channel, round, event, place, status, trial, time,"
                              " token_hash IS NULL, answers, free_text FROM response";
  Fixture *fixture = *state;
  const Form *form = fixture_plain_form(fixture, "1");
  Store *store = open_with_form(fixture, form);
  Response visit = fixture_response(fixture, store, form, "{\"nytte\":\"ja\"}");
  fixture_put(store, &visit);
  assert_string_equal(fixture_query(fixture, "a.db", query),
                      "kiosk-1|samling|1|nb|kiosk||||partial|0|2026-11-21|1|{\"nytte\":\"ja\"}|");
  assert_string_equal(
      fixture_query(fixture, "a.db", "SELECT count(*) FROM response WHERE round IS NULL AND event IS NULL AND place IS NULL"), "1");
  visit.answers = STR("{\"nytte\":\"nei\",\"hvorfor\":null}");
  visit.language = STR("en");
  fixture_put(store, &visit);
  visit.status = RESPONSE_COMPLETE;
  visit.round = STR("2026-2");
  visit.event = STR("Vårsamling");
  visit.place = STR("Bodø");
  visit.token_hash = STR("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
  fixture_put(store, &visit);
  assert_string_equal(
      fixture_query(fixture, "a.db", query),
      "kiosk-1|samling|1|en|kiosk|2026-2|Vårsamling|Bodø|complete|0|2026-11-21|0|{\"nytte\":\"nei\"}|{\"hvorfor\":null}");
  store_close(store);
}

/* What was put is there for others although the program ends without a word. */
static void survives_the_death_of_the_program(void **state) {
  Fixture *fixture = *state;
  const Form *form = fixture_plain_form(fixture, "1");
  pid_t kiosk = fork();
  if (kiosk == 0) {
    Store *store = open_with_form(fixture, form);
    Response visit = fixture_response(fixture, store, form, "{\"antall\":3}");
    fixture_put(store, &visit);
    _exit(0);
  }
  waitpid(kiosk, NULL, 0);
  Store *store = fixture_open(fixture, "a.db");
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT status, answers FROM response"), "partial|{\"antall\":3}");
  store_close(store);
}

static void no_object(Response *response) {
  response->answers = STR("[1]");
}
static void no_json(Response *response) {
  response->answers = STR("{\"a\":");
}
static void no_answers(Response *response) {
  response->answers = (Str){0};
}
static void short_key(Response *response) {
  response->uuid = STR("1");
}
static void unknown_device(Response *response) {
  response->device = STR("nobody");
}
static void unknown_version(Response *response) {
  response->form_version = STR("99");
}
static void unknown_channel(Response *response) {
  response->channel = STR("fax");
}
static void no_time(Response *response) {
  response->time = STR("yesterday");
}

static void refuses_what_would_not_be_read_again(void **state) {
  static void (*const spoilers[])(Response *) = {no_object,      no_json,         no_answers,      short_key,
                                                 unknown_device, unknown_version, unknown_channel, no_time};
  Fixture *fixture = *state;
  const Form *form = fixture_plain_form(fixture, "1");
  Store *store = open_with_form(fixture, form);
  for (size_t i = 0; i < COUNT_OF(spoilers); i++) {
    Response visit = fixture_response(fixture, store, form, "{}");
    spoilers[i](&visit);
    Err err = {0};
    if (store_put(store, &visit, &err) != STATUS_WORLD) fail_msg("case %zu was taken", i);
    assert_string_equal(err.code, "db-constraint");
  }
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT count(*) FROM response"), "0");
  Response good = fixture_response(fixture, store, form, "{}"); /* and goes on as before */
  fixture_put(store, &good);
  store_close(store);
}

static void other_device(Fixture *fixture, Store *store, Response *visit) {
  Err err = {0};
  assert_int_equal(store_device(store, STR("kiosk-2"), fixture->arena, &visit->device, &err), STATUS_OK);
}
static void other_form_version(Fixture *fixture, Store *store, Response *visit) {
  Err err = {0};
  const Form *form = fixture_plain_form(fixture, "2");
  assert_int_equal(store_add_form(store, form, &err), STATUS_OK);
  visit->form_version = form->version;
}
static void other_time(Fixture *fixture, Store *store, Response *visit) {
  (void)fixture, (void)store;
  visit->time = STR("2026-11-22");
}
static void other_channel(Fixture *fixture, Store *store, Response *visit) {
  (void)fixture, (void)store;
  visit->channel = STR("web");
}
static void a_trial(Fixture *fixture, Store *store, Response *visit) {
  (void)fixture, (void)store;
  visit->trial = true;
}

static void assert_kept(Fixture *fixture, Store *store, const Response *visit) {
  static const char query[] = "SELECT * FROM response";
  const char *before = fixture_query(fixture, "a.db", query);
  Err err = {0};
  assert_int_equal(store_put(store, visit, &err), STATUS_WORLD);
  assert_string_equal(err.code, "db-constraint");
  assert_non_null(strstr(err.sentence, "may not be changed"));
  assert_string_equal(fixture_query(fixture, "a.db", query), before);
}

/* Two visits can only have the same key when something is very wrong; then the first one's answers are not the price. */
static void a_response_takes_no_others_place(void **state) {
  static void (*const others[])(Fixture *, Store *, Response *) = {other_device, other_form_version, other_time, other_channel,
                                                                   a_trial};
  Fixture *fixture = *state;
  const Form *form = fixture_plain_form(fixture, "1");
  Store *store = open_with_form(fixture, form);
  const Response first = fixture_response(fixture, store, form, "{\"hvorfor\":\"first\"}");
  fixture_put(store, &first);
  for (size_t i = 0; i < COUNT_OF(others); i++) {
    Response second = first;
    second.answers = STR("{\"hvorfor\":\"second\"}");
    others[i](fixture, store, &second);
    assert_kept(fixture, store, &second);
  }
  fixture_put(store, &first);
  store_close(store);
}

static void what_is_final_stays(void **state) {
  static const struct {
    ResponseStatus is, put;
    const char *answers; /* of the second put */
    bool taken;
  } cases[] = {
      {RESPONSE_PARTIAL, RESPONSE_PARTIAL, "{\"antall\":2}", true},
      {RESPONSE_PARTIAL, RESPONSE_COMPLETE, "{\"antall\":2}", true},
      {RESPONSE_PARTIAL, RESPONSE_DISCARDED, "{\"antall\":2}", true},
      {RESPONSE_COMPLETE, RESPONSE_COMPLETE, "{\"antall\":1}", true}, /* tried again, since it could not be told */
      {RESPONSE_COMPLETE, RESPONSE_COMPLETE, "{\"antall\":2}", false},
      {RESPONSE_COMPLETE, RESPONSE_PARTIAL, "{\"antall\":1}", false},
      {RESPONSE_COMPLETE, RESPONSE_DISCARDED, "{\"antall\":1}", false},
      {RESPONSE_DISCARDED, RESPONSE_DISCARDED, "{\"antall\":1}", true},
      {RESPONSE_DISCARDED, RESPONSE_PARTIAL, "{}", false},
      {RESPONSE_DISCARDED, RESPONSE_COMPLETE, "{}", false},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Fixture *fixture;
    assert_int_equal(fixture_setup((void **)&fixture), 0);
    const Form *form = fixture_plain_form(fixture, "1");
    Store *store = open_with_form(fixture, form);
    Response visit = fixture_response(fixture, store, form, "{\"antall\":1}");
    visit.status = cases[i].is;
    fixture_put(store, &visit);
    visit.status = cases[i].put;
    visit.answers = str_from(cases[i].answers);
    if (cases[i].taken)
      fixture_put(store, &visit);
    else
      assert_kept(fixture, store, &visit);
    store_close(store);
    fixture_teardown((void **)&fixture);
  }
  (void)state;
}

static void a_token_is_for_one_response(void **state) {
  Fixture *fixture = *state;
  const Form *form = fixture_plain_form(fixture, "1");
  Store *store = open_with_form(fixture, form);
  Response first = fixture_response(fixture, store, form, "{}");
  Response second = fixture_response(fixture, store, form, "{}");
  first.token_hash = second.token_hash = STR("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
  fixture_put(store, &first);
  Err err = {0};
  assert_int_equal(store_put(store, &second, &err), STATUS_WORLD);
  assert_string_equal(err.code, "db-constraint");
  assert_null(strstr(err.sentence, "0123456789abcdef")); /* never a token in a message */
  store_close(store);
}

static void a_device_keeps_its_name(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  Err err = {0};
  Str made, again, given;
  assert_int_equal(store_device(store, (Str){0}, fixture->arena, &made, &err), STATUS_OK);
  assert_true(str_starts_with(made, STR("kiosk-")));
  assert_int_equal(store_device(store, STR("resepsjon"), fixture->arena, &given, &err), STATUS_OK);
  assert_true(str_is(given, "resepsjon"));
  store_close(store);
  store = fixture_open(fixture, "a.db");
  assert_int_equal(store_device(store, (Str){0}, fixture->arena, &again, &err), STATUS_OK);
  assert_true(str_equal(made, again));
  store_close(store);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT count(*) FROM device"), "2");
  Store *other = fixture_open(fixture, "b.db");
  assert_int_equal(store_device(other, (Str){0}, fixture->arena, &again, &err), STATUS_OK);
  assert_false(str_equal(made, again));
  store_close(other);
}

static void an_event_has_a_day_and_no_more(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  Err err = {0};
  Str device;
  assert_int_equal(store_device(store, STR("k"), fixture->arena, &device, &err), STATUS_OK);
  assert_int_equal(store_log(store, device, STR("start"), (Str){0}, STR("2026-11-21"), &err), STATUS_OK);
  assert_int_equal(store_log(store, device, STR("fault"), STR("no font"), STR("2026-11-21"), &err), STATUS_OK);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT device, kind, detail, day FROM event_log ORDER BY kind"),
                      "k|fault|no font|2026-11-21\nk|start||2026-11-21");
  assert_int_equal(store_log(store, device, STR("stop"), (Str){0}, STR("2026-11-21T14:05"), &err), STATUS_WORLD);
  assert_string_equal(err.code, "db-constraint");
  store_close(store);
}

static void keys_are_random_uuids(void **state) {
  Fixture *fixture = *state;
  char one[STORE_UUID_LEN + 1], other[STORE_UUID_LEN + 1];
  for (int i = 0; i < 100; i++) {
    store_uuid(&fixture->random, one);
    store_uuid(&fixture->random, other);
    assert_string_not_equal(one, other);
    assert_int_equal(strlen(one), STORE_UUID_LEN);
    assert_int_equal(strspn(one, "0123456789abcdef-"), STORE_UUID_LEN);
    assert_true(one[8] == '-' && one[13] == '-' && one[18] == '-' && one[23] == '-');
    assert_int_equal(one[14], '4');
    assert_non_null(strchr("89ab", one[19]));
  }
}

typedef struct Collected {
  Fixture *fixture;
  Response rows[16];
  size_t count, stop_at;
} Collected;

static bool collect(void *context, const Response *row) {
  Collected *collected = context;
  Arena *arena = collected->fixture->arena;
  Response *copy = &collected->rows[collected->count++];
  *copy = *row;
  copy->uuid = arena_str(arena, row->uuid);
  copy->answers = arena_str(arena, row->answers);
  copy->event = arena_str(arena, row->event);
  return collected->count != collected->stop_at;
}

static Collected collect_all(Fixture *fixture, Store *store, Str form_id, bool with_trials, size_t stop_at) {
  Collected collected = {.fixture = fixture, .stop_at = stop_at};
  Err err = {0};
  if (store_each(store, form_id, &(StoreFilter){.trials = with_trials}, collect, &collected, &err) != STATUS_OK)
    fail_msg("%s", err.sentence);
  return collected;
}

static void rows_come_in_the_order_of_their_keys(void **state) {
  Fixture *fixture = *state;
  const Form *form = fixture_plain_form(fixture, "1");
  Store *store = open_with_form(fixture, form);
  for (int i = 0; i < 8; i++) {
    Response visit = fixture_response(fixture, store, form, "{\"antall\":1}");
    visit.trial = i == 3;
    visit.status = i == 4 ? RESPONSE_DISCARDED : i % 2 ? RESPONSE_COMPLETE : RESPONSE_PARTIAL;
    visit.event = STR("høst");
    fixture_put(store, &visit);
  }
  Collected without = collect_all(fixture, store, STR("samling"), false, 0);
  assert_int_equal(without.count, 6);
  for (size_t i = 0; i < without.count; i++) {
    if (i > 0) assert_true(str_compare(without.rows[i - 1].uuid, without.rows[i].uuid) < 0);
    assert_false(without.rows[i].trial);
    assert_int_not_equal(without.rows[i].status, RESPONSE_DISCARDED);
    assert_true(str_is(without.rows[i].answers, "{\"antall\":1}"));
    assert_true(str_is(without.rows[i].event, "høst"));
    assert_int_equal(without.rows[i].round.len, 0);
  }
  assert_int_equal(collect_all(fixture, store, STR("samling"), true, 0).count, 7);
  assert_int_equal(collect_all(fixture, store, STR("samling"), true, 2).count, 2);
  assert_int_equal(collect_all(fixture, store, STR("other"), true, 0).count, 0);
  store_close(store);
}

/* What staff's wrong PINs add up to must not be lost without a word. */
static void a_setting_is_promised_like_an_answer(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  Err err = {0};
  assert_int_equal(store_set_setting(store, STR("n"), STR("1"), &err), STATUS_OK);
  assert_int_equal(rename(fixture_path(fixture, "a.db"), fixture_path(fixture, "b.db")), 0);
  assert_int_equal(store_set_setting(store, STR("n"), STR("2"), &err), STATUS_WORLD);
  assert_string_equal(err.code, "db-moved");
  store_close(store);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(a_visit_is_one_row_from_first_to_last, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(survives_the_death_of_the_program, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(refuses_what_would_not_be_read_again, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_response_takes_no_others_place, fixture_setup, fixture_teardown),
      cmocka_unit_test(what_is_final_stays),
      cmocka_unit_test_setup_teardown(a_token_is_for_one_response, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_device_keeps_its_name, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(an_event_has_a_day_and_no_more, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(keys_are_random_uuids, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(rows_come_in_the_order_of_their_keys, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_setting_is_promised_like_an_answer, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
