/* A visit between a phone's requests: it is there or gone as a whole, goes with its response, and leaves nothing. */
#include "store/fixture.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define MARKER "Closed-by-a-secret-of-a-phone"
static const char marker[] = MARKER;

static void add_form(Store *store, const Form *form) {
  Err err = {0};
  if (store_add_form(store, form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
}

static Store *open_with_form(Fixture *fixture, const Form *form) {
  Store *store = fixture_open(fixture, "a.db");
  add_form(store, form);
  return store;
}

static Str id_of(Fixture *fixture, int number) {
  return arena_printf(fixture->arena, "%064x", number);
}

/* A state of so many bytes, with the marker all over it. */
static StoreDraft draft_of(Fixture *fixture, const Response *visit, int number, int64_t until_min, size_t bytes) {
  Buffer buffer = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&buffer);
  do {
    sink_printf(&sink, "%s %d ", marker, number);
  } while (buffer.count < bytes);
  return (StoreDraft){id_of(fixture, number), visit->uuid, visit->form_id, visit->form_version, until_min, buffer_view(&buffer)};
}

static size_t count_drafts(Store *store) {
  Err err = {0};
  size_t count;
  if (store_count_drafts(store, &count, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  return count;
}

static void put_draft(Store *store, const StoreDraft *draft) {
  Err err = {0};
  if (store_put_draft(store, draft, &err) != STATUS_OK) fail_msg("%s: %s", err.code, err.sentence);
}

static size_t sweep(Fixture *fixture, Store *store, int64_t now_min, const StoreDraft **gone) {
  Err err = {0};
  size_t count;
  if (store_sweep_drafts(store, now_min, fixture->arena, gone, &count, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  return count;
}

static void a_draft_is_kept_and_takes_its_own_place(void **state) {
  Fixture *fixture = *state;
  const Form *form = fixture_plain_form(fixture, "1");
  Store *store = open_with_form(fixture, form);
  Response visit = fixture_response(fixture, store, form, "{}");
  StoreDraft draft = draft_of(fixture, &visit, 1, 100, 3000), found;
  Err err = {0};
  assert_int_equal(store_get_draft(store, draft.id, fixture->arena, &found, &err), STATUS_OK);
  assert_int_equal(found.id.len, 0);
  put_draft(store, &draft);
  draft.state = (Str){"\0with any bytes\xff", 16};
  draft.until_min = 200;
  put_draft(store, &draft);
  store_close(store);
  store = open_with_form(fixture, form);
  assert_int_equal(store_get_draft(store, draft.id, fixture->arena, &found, &err), STATUS_OK);
  assert_true(str_equal(found.id, draft.id) && str_equal(found.uuid, visit.uuid) && str_equal(found.state, draft.state));
  assert_true(str_is(found.form_id, "samling") && str_is(found.form_version, "1") && found.until_min == 200);
  assert_int_equal(store_delete_draft(store, draft.id, &err), STATUS_OK);
  assert_int_equal(store_delete_draft(store, draft.id, &err), STATUS_OK); /* there may be none */
  assert_int_equal(store_get_draft(store, draft.id, fixture->arena, &found, &err), STATUS_OK);
  assert_int_equal(found.id.len, 0);
  store_close(store);
}

static void sweeping_takes_those_whose_time_has_come(void **state) {
  Fixture *fixture = *state;
  const Form *form = fixture_plain_form(fixture, "1");
  Store *store = open_with_form(fixture, form);
  const StoreDraft *gone;
  for (int i = 0; i < 40; i++) {
    Response visit = fixture_response(fixture, store, form, "{}");
    StoreDraft draft = draft_of(fixture, &visit, i, 100 + i, 200);
    put_draft(store, &draft);
  }
  assert_int_equal(sweep(fixture, store, 99, &gone), 0);
  assert_int_equal(count_drafts(store), 40);
  assert_int_equal(sweep(fixture, store, 119, &gone), 20);
  assert_int_equal(count_drafts(store), 20);
  for (int i = 0; i < 20; i++) {
    assert_true(gone[i].until_min <= 119 && gone[i].uuid.len == STORE_UUID_LEN && str_is(gone[i].form_id, "samling"));
    assert_int_equal(gone[i].state.len, 0);
  }
  assert_int_equal(sweep(fixture, store, 119, &gone), 0);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT count(*), min(until_min) FROM draft"), "20|120");
  store_close(store);
}

/* Sizes that make pages split and overflow; each is written again, as at each page of a visit. */
static void fill(Fixture *fixture, Store *store, const Form *form, int count) {
  for (int i = 0; i < count; i++) {
    Response visit = fixture_response(fixture, store, form, "{}");
    for (int page = 1; page <= 3; page++) {
      StoreDraft draft = draft_of(fixture, &visit, i, 100 + i % 2, (size_t)(1 + page * (i * 37) % 2500));
      put_draft(store, &draft);
    }
  }
}

static void nothing_of_a_draft_is_left_after_a_while(void **state) {
  Fixture *fixture = *state;
  const Form *form = fixture_plain_form(fixture, "1");
  Store *store = open_with_form(fixture, form);
  const StoreDraft *gone;
  Err err = {0};
  fill(fixture, store, form, 200);
  assert_true(fixture_folder_has(fixture, marker)); /* the search can see it */
  for (int i = 1; i < 200; i += 2)
    assert_int_equal(store_delete_draft(store, id_of(fixture, i), &err), STATUS_OK);
  assert_int_equal(sweep(fixture, store, 100, &gone), 100);
  for (int i = 0; i < 5 && fixture_folder_has(fixture, marker); i++)
    sweep(fixture, store, 100, &gone);
  assert_false(fixture_folder_has(fixture, marker));
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT count(*) FROM setting WHERE name = 'erase_due'"), "0");
  fill(fixture, store, form, 50);
  for (int i = 0; i < 50; i++)
    assert_int_equal(store_delete_draft(store, id_of(fixture, i), &err), STATUS_OK);
  store_close(store); /* does it as well */
  assert_false(fixture_folder_has(fixture, marker));
}

/* A visit that has ended keeps its draft for a while, without its answers. */
static void nothing_of_an_earlier_state_is_left_either(void **state) {
  Fixture *fixture = *state;
  const Form *form = fixture_plain_form(fixture, "1");
  Store *store = open_with_form(fixture, form);
  const StoreDraft *gone;
  fill(fixture, store, form, 100);
  for (int i = 0; i < 100; i++) {
    Response visit = fixture_response(fixture, store, form, "{}");
    StoreDraft draft = draft_of(fixture, &visit, i, 200, 1);
    draft.state = STR("ended");
    put_draft(store, &draft);
    if (i == 50) /* half of them only after a pass */
      for (int k = 0; k < 5; k++)
        sweep(fixture, store, 100, &gone);
  }
  for (int k = 0; k < 5; k++)
    sweep(fixture, store, 100, &gone);
  assert_false(fixture_folder_has(fixture, marker));
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT count(*) FROM draft"), "100");
  store_close(store);
}

static void a_kill_leaves_nothing_either(void **state) {
  Fixture *fixture = *state;
  const Form *form = fixture_plain_form(fixture, "1");
  pid_t child = fork();
  if (child == 0) {
    Store *store = open_with_form(fixture, form);
    Err err = {0};
    fill(fixture, store, form, 20);
    for (int i = 0; i < 20; i++)
      store_delete_draft(store, id_of(fixture, i), &err);
    kill(getpid(), SIGKILL);
  }
  int how;
  assert_int_equal(waitpid(child, &how, 0), child);
  assert_true(WIFSIGNALED(how));
  assert_true(fixture_folder_has(fixture, marker));
  store_close(fixture_open(fixture, "a.db"));
  assert_false(fixture_folder_has(fixture, marker));
}

static void a_draft_goes_with_its_response(void **state) {
  Fixture *fixture = *state;
  const Form *form = fixture_form(fixture, "settings: {form_id: samling, version: '1', default_language: nb}\n"
                                           "kiosk: {retention: {free_text: 10, responses: 30}}\n"
                                           "survey: [{type: text, name: hvorfor, label: Hvorfor?}]\n");
  Store *store = open_with_form(fixture, form);
  Response visits[4];
  static const char *const times[] = {"2026-11-21", "2026-10-01", "2026-11-05", "2026-11-20"};
  for (int i = 0; i < 4; i++) {
    visits[i] = fixture_response(fixture, store, form, "{\"hvorfor\":\"x\"}");
    visits[i].time = str_from(times[i]);
    fixture_put(store, &visits[i]);
    StoreDraft draft = draft_of(fixture, &visits[i], i, 100, 2000);
    put_draft(store, &draft);
  }
  visits[0].status = RESPONSE_DISCARDED;
  fixture_put(store, &visits[0]);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT count(*) FROM draft"), "3");
  const PurgeCount *counts;
  size_t count;
  Err err = {0};
  assert_int_equal(store_purge(store, STR("2026-11-22"), false, fixture->arena, &counts, &count, &err), STATUS_OK);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT count(*), max(id) = printf('%064x', 3) FROM draft"), "1|1");
  assert_int_equal(store_delete_draft(store, id_of(fixture, 3), &err), STATUS_OK);
  store_close(store);
  assert_false(fixture_folder_has(fixture, marker));
}

static void a_draft_and_its_response_are_one_write(void **state) {
  Fixture *fixture = *state;
  const Form *form = fixture_plain_form(fixture, "1");
  Store *store = open_with_form(fixture, form);
  Response visit = fixture_response(fixture, store, form, "{\"antall\":1}");
  StoreDraft draft = draft_of(fixture, &visit, 1, 100, 2000);
  Err err = {0};
  assert_int_equal(store_batch_begin(store, &err), STATUS_OK);
  fixture_put(store, &visit);
  put_draft(store, &draft);
  store_close(store); /* before its end */
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT (SELECT count(*) FROM response), (SELECT count(*) FROM draft)"),
                      "0|0");
  store = open_with_form(fixture, form);
  assert_int_equal(store_batch_begin(store, &err), STATUS_OK);
  fixture_put(store, &visit);
  put_draft(store, &draft);
  assert_int_equal(store_batch_end(store, &err), STATUS_OK);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT (SELECT count(*) FROM response), (SELECT count(*) FROM draft)"),
                      "1|1");
  store_close(store);
}

static void assert_whole(Fixture *fixture, Store *store, size_t devices) {
  const LedgerReport *reports;
  size_t count;
  Err err = {0};
  assert_int_equal(store_verify(store, fixture->arena, NULL, NULL, &reports, &count, &err), STATUS_OK);
  assert_int_equal(count, devices);
  for (size_t i = 0; i < count; i++)
    if (reports[i].faults > 0) fail_msg("%s has faults", reports[i].device.ptr);
}

static void a_visit_goes_on_elsewhere(void **state) {
  Fixture *fixture = *state;
  const Form *form = fixture_plain_form(fixture, "1");
  Store *kiosk = open_with_form(fixture, form), *server = open_with_form(fixture, form);
  Response visit = fixture_response(fixture, kiosk, form, "{\"antall\":1}");
  fixture_put(kiosk, &visit);
  Str web;
  Err err = {0}, late = {0}, twice = {0};
  assert_int_equal(store_device(server, STR("web"), fixture->arena, &web, &err), STATUS_OK);
  assert_int_equal(store_adopt(server, visit.uuid, web, STR("web"), &err), STATUS_OK);
  visit.answers = STR("{\"antall\":2}"); /* the kiosk has let go of it */
  assert_int_equal(store_put(kiosk, &visit, &late), STATUS_WORLD);
  assert_string_equal(late.code, "db-constraint");
  visit.device = web;
  visit.channel = STR("web");
  visit.status = RESPONSE_COMPLETE;
  fixture_put(server, &visit);
  assert_int_equal(store_adopt(server, visit.uuid, web, STR("web"), &twice), STATUS_WORLD);
  assert_string_equal(twice.code, "db-constraint");
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT device, channel, answers, status FROM response"),
                      "web|web|{\"antall\":2}|complete");
  assert_whole(fixture, server, 2);
  store_close(server);
  store_close(kiosk);
}

/* A server takes over one visit after the other while a kiosk puts its own: each in a process of its own, on one file. */
static void a_kiosk_and_a_server_share_a_file(void **state) {
  enum { VISITS = 60 };
  Fixture *fixture = *state;
  const Form *form = fixture_plain_form(fixture, "1");
  Store *store = open_with_form(fixture, form);
  Response handed[VISITS];
  for (int i = 0; i < VISITS; i++) {
    handed[i] = fixture_response(fixture, store, form, "{\"antall\":1}");
    fixture_put(store, &handed[i]);
  }
  Str web;
  Err err = {0};
  assert_int_equal(store_device(store, STR("web"), fixture->arena, &web, &err), STATUS_OK);
  store_close(store);
  pid_t server = fork();
  if (server == 0) {
    fixture->seed = 77; /* chance of its own */
    store = open_with_form(fixture, form);
    bool done = store_claim(store, STORE_SERVER, &err) == STATUS_OK;
    for (int i = 0; i < VISITS && done; i++) {
      StoreDraft draft = draft_of(fixture, &handed[i], i, 100, 1500);
      handed[i].device = web;
      handed[i].channel = STR("web");
      handed[i].status = RESPONSE_COMPLETE;
      done = store_batch_begin(store, &err) == STATUS_OK &&
             store_adopt(store, handed[i].uuid, web, STR("web"), &err) == STATUS_OK &&
             store_put_draft(store, &draft, &err) == STATUS_OK && store_batch_end(store, &err) == STATUS_OK &&
             store_put(store, &handed[i], &err) == STATUS_OK && store_delete_draft(store, draft.id, &err) == STATUS_OK;
    }
    if (!done) fprintf(stderr, "%s: %s\n", err.code, err.sentence);
    store_close(store);
    _exit(done ? 0 : 1);
  }
  store = open_with_form(fixture, form);
  assert_int_equal(store_claim(store, STORE_KIOSK, &err), STATUS_OK);
  for (int i = 0; i < VISITS; i++) {
    Response visit = fixture_response(fixture, store, form, "{\"antall\":2}");
    fixture_put(store, &visit);
    visit.status = i % 5 == 0 ? RESPONSE_DISCARDED : RESPONSE_COMPLETE;
    fixture_put(store, &visit);
  }
  int how;
  assert_int_equal(waitpid(server, &how, 0), server);
  assert_int_equal(how, 0);
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT device, status, count(*) FROM response GROUP BY 1, 2 ORDER BY 1, 2"),
                      "kiosk-1|complete|48\nkiosk-1|discarded|12\nweb|complete|60");
  assert_whole(fixture, store, 2);
  store_close(store);
  assert_false(fixture_folder_has(fixture, marker));
}

static const Form *form_that_leaves(Fixture *fixture, const char *version, const char *outcome) {
  return fixture_form(fixture, arena_printf(fixture->arena,
                                            "settings: {form_id: left, version: %s, default_language: nb, form_title: L}\n"
                                            "kiosk: {idle: {outcome: %s}}\nsurvey: [{type: text, name: a, label: A}]\n",
                                            version, outcome)
                                   .ptr);
}

static void rest(Store *store, int64_t now_min) {
  Err err = {0};
  if (store_rest_drafts(store, now_min, &err) != STATUS_OK) fail_msg("%s", err.sentence);
}

/* Each by its own version of the form, more of them than one step takes; what was completed meanwhile is nobody's to discard. */
static void what_was_left_is_discarded_where_its_form_says_so(void **state) {
  enum { EACH = 300 };
  static const struct { const char *version, *outcome; } versions[] = {{"1", "partial"}, {"2", "discard"}};
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  for (size_t v = 0; v < COUNT_OF(versions); v++) {
    const Form *form = form_that_leaves(fixture, versions[v].version, versions[v].outcome);
    add_form(store, form);
    for (int i = 0; i < EACH; i++) {
      bool discards = v == 1, completed = discards && i % 100 == 0;
      Response visit = fixture_response(fixture, store, form, discards && !completed ? "{\"a\":\"" MARKER "\"}" : "{\"a\":\"b\"}");
      fixture_put(store, &visit);
      visit.status = completed ? RESPONSE_COMPLETE : RESPONSE_PARTIAL;
      if (completed) fixture_put(store, &visit);
      StoreDraft draft = draft_of(fixture, &visit, (int)v * EACH + i, 100, 200);
      put_draft(store, &draft);
    }
  }
  rest(store, 99);
  assert_int_equal(count_drafts(store), 2 * EACH);
  rest(store, 100);
  assert_int_equal(count_drafts(store), 0);
  assert_string_equal(
      fixture_query(fixture, "a.db", "SELECT form_version, status, count(*) FROM response GROUP BY 1, 2 ORDER BY 1, 2"),
      "1|partial|300\n2|complete|3\n2|discarded|297");
  for (int i = 0; i < 5 && fixture_folder_has(fixture, marker); i++)
    rest(store, 100);
  assert_false(fixture_folder_has(fixture, marker)); /* also what was answered in visits that were discarded */
  assert_whole(fixture, store, 1);
  store_close(store);
}

/* In whose response something stands, or did, is not empty; nor is one that has ended. */
static void what_nobody_answered_in_makes_room(void **state) {
  enum { EMPTY = 5 };
  Fixture *fixture = *state;
  const Form *form = fixture_plain_form(fixture, "1");
  Store *store = open_with_form(fixture, form);
  Err err = {0};
  size_t dropped;
  Response visit = fixture_response(fixture, store, form, "{\"navn\":\"Ada\"}");
  fixture_put(store, &visit);
  StoreDraft answered = draft_of(fixture, &visit, 1, 10, 1);
  put_draft(store, &answered);
  StoreDraft ended = draft_of(fixture, &visit, 2, 10, 1);
  ended.uuid = str_from(store_uuid_none);
  put_draft(store, &ended);
  for (int i = 0; i < EMPTY; i++) { /* the later ones' time comes first */
    Response other = fixture_response(fixture, store, form, "{}");
    StoreDraft empty = draft_of(fixture, &other, 3 + i, 100 - i, 1);
    put_draft(store, &empty);
  }
  assert_int_equal(store_drop_empty_drafts(store, 2, &dropped, &err), STATUS_OK);
  assert_int_equal(dropped, 2);
  assert_string_equal(
      fixture_query(fixture, "a.db", "SELECT min(until_min), max(until_min), count(*) FROM draft WHERE until_min > 10"),
      "98|100|3");
  assert_int_equal(store_drop_empty_drafts(store, 100, &dropped, &err), STATUS_OK);
  assert_int_equal(dropped, 3);
  assert_int_equal(store_drop_empty_drafts(store, 100, &dropped, &err), STATUS_OK);
  assert_int_equal(dropped, 0);
  assert_int_equal(count_drafts(store), 2);
  store_close(store);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(what_was_left_is_discarded_where_its_form_says_so, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_draft_is_kept_and_takes_its_own_place, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(sweeping_takes_those_whose_time_has_come, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(nothing_of_a_draft_is_left_after_a_while, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(nothing_of_an_earlier_state_is_left_either, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_kill_leaves_nothing_either, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_draft_goes_with_its_response, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_draft_and_its_response_are_one_write, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_nobody_answered_in_makes_room, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_visit_goes_on_elsewhere, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_kiosk_and_a_server_share_a_file, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
