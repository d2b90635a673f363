/* A round joins waves for as long as it is open, and not a moment longer. */
#include "store/linking.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const Str today = STR_INIT("2026-11-21"), later = STR_INIT("2027-03-01");

static void a_round_keeps_its_key(void **state) {
  Fixture *fixture = *state;
  StoreRound first, again, none;
  Err err = {0};
  Store *store = fixture_open(fixture, "a.db");
  assert_int_equal(store_round(store, STR("h26"), today, fixture->arena, &first, &err), STATUS_OK);
  assert_int_equal(store_round(store, STR(""), today, fixture->arena, &none, &err), STATUS_OK);
  store_close(store);
  store = fixture_open(fixture, "a.db");
  assert_int_equal(store_round(store, STR("h26"), later, fixture->arena, &again, &err), STATUS_OK);
  assert_memory_equal(first.key, again.key, sizeof first.key);
  assert_memory_not_equal(first.key, none.key, sizeof first.key);
  assert_true(str_equal(again.opened, today) && again.closed.len == 0);
  const StoreRound *rounds;
  size_t count;
  assert_int_equal(store_rounds(store, fixture->arena, &rounds, &count, &err), STATUS_OK);
  assert_int_equal(count, 2);
  assert_true(str_is(rounds[0].name, "") && str_is(rounds[1].name, "h26"));
  assert_memory_equal(rounds[1].key, first.key, sizeof first.key);
  store_close(store);
}

static void a_key_is_given_once(void **state) {
  static const unsigned char key[STORE_ROUND_KEY_BYTES] = {1, 2, 3}, other[STORE_ROUND_KEY_BYTES] = {4};
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  Err err = {0}, refused = {0};
  StoreRound round;
  assert_int_equal(store_give_round_key(store, STR("h26"), key, today, &err), STATUS_OK);
  assert_int_equal(store_give_round_key(store, STR("h26"), key, today, &err), STATUS_OK);
  assert_int_equal(store_give_round_key(store, STR("h26"), other, today, &refused), STATUS_INPUT);
  assert_string_equal(refused.code, "round-key");
  assert_int_equal(store_round(store, STR("h26"), today, fixture->arena, &round, &err), STATUS_OK);
  assert_memory_equal(round.key, key, sizeof key);
  store_close(store);
}

static const char *links(Fixture *fixture) {
  return fixture_query(fixture, "a.db",
                       "SELECT count(*), count(DISTINCT response), count(sealed) FROM link;"
                       "SELECT count(*) FROM link JOIN response r ON r.uuid = link.response WHERE r.status <> 'complete'");
}

static void a_token_is_spent_once(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = linking_form(fixture, "oppfolging"), *first = linking_form(fixture, "kandidat");
  linking_round(fixture, store, "h26");
  linking_put_token(fixture, store, first, "h26", "t1"); /* of the visit that it was given to */
  const StoreLink *link = linking_link(fixture, STORE_LINK_TOKEN, "h26", "t1");
  Response visit = linking_response(fixture, store, form, link), second = linking_response(fixture, store, form, link);
  Err err = {0};
  bool spent;
  second.status = RESPONSE_PARTIAL;
  fixture_put(store, &second); /* has begun, and spends nothing */
  assert_int_equal(store_link_is_spent(store, form->form_id, link->hashes[0], &spent, &err), STATUS_OK);
  assert_false(spent);
  fixture_put(store, &visit);
  fixture_put(store, &visit); /* when the caller could not tell */
  assert_int_equal(store_link_is_spent(store, form->form_id, link->hashes[0], &spent, &err), STATUS_OK);
  assert_true(spent);
  second.status = RESPONSE_COMPLETE;
  assert_int_equal(store_put(store, &second, &err), STATUS_INPUT);
  assert_string_equal(err.code, "link-spent");
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT status, count(*) FROM response GROUP BY 1 ORDER BY 1"),
                      "complete|2\npartial|1");
  assert_string_equal(links(fixture), "2|2|0\n0");
  visit.link = linking_link(fixture, STORE_LINK_TOKEN, "h26", "t2"); /* a final one stays as it is */
  Err changed = {0};
  assert_int_equal(store_put(store, &visit, &changed), STATUS_WORLD);
  assert_string_equal(changed.code, "db-constraint");
  store_close(store);
}

static void only_complete_responses_of_open_rounds_are_joined(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = linking_form(fixture, "kandidat");
  linking_round(fixture, store, "h26");
  Response visit = linking_response(fixture, store, form, linking_link(fixture, STORE_LINK_CODE, "h26", "abcd"));
  visit.status = RESPONSE_PARTIAL;
  fixture_put(store, &visit);
  assert_string_equal(links(fixture), "0|0|0\n0");
  visit.status = RESPONSE_COMPLETE;
  fixture_put(store, &visit);
  assert_string_equal(links(fixture), "5|1|0\n0");
  linking_put_code(fixture, store, form, "unknown", "abcd"); /* the answers are kept all the same */
  assert_string_equal(links(fixture), "5|1|0\n0");
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT count(*) FROM response"), "2");
  store_close(store);
}

static const char *hex_of_key(Fixture *fixture, const StoreRound *round) {
  Buffer buffer = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_bytes(&sink, (const char *)round->key, sizeof round->key);
  sink_bytes(&sink, "", 1);
  return buffer_view(&buffer).ptr;
}

static bool folder_has_bytes(Fixture *fixture, const void *bytes, size_t count) {
  static const char *const names[] = {"a.db", "a.db-wal"};
  for (size_t i = 0; i < COUNT_OF(names); i++) {
    if (access(fixture_path(fixture, names[i]), F_OK) != 0) continue;
    Str file = fixture_read_file(fixture, names[i]);
    for (size_t at = 0; at + count <= file.len; at++)
      if (memcmp(file.ptr + at, bytes, count) == 0) return true;
  }
  return false;
}

static void assert_whole(Fixture *fixture, Store *store) {
  const LedgerReport *reports;
  size_t count;
  Err err = {0};
  assert_int_equal(store_verify(store, fixture->arena, NULL, NULL, &reports, &count, &err), STATUS_OK);
  for (size_t i = 0; i < count; i++)
    assert_int_equal(reports[i].faults, 0);
}

static void a_closed_round_leaves_no_trace(void **state) {
  enum { VISITS = 700 };
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = linking_form(fixture, "kandidat");
  StoreRound round;
  Err err = {0};
  size_t joined;
  linking_round(fixture, store, "other");
  assert_int_equal(store_round(store, STR("h26"), today, fixture->arena, &round, &err), STATUS_OK);
  const char *marks[VISITS];
  for (int i = 0; i < VISITS; i++) {
    const char *elements = arena_printf(fixture->arena, "%04d", i).ptr;
    linking_put_code(fixture, store, form, i % 7 == 0 ? "other" : "h26", elements);
    marks[i] = linking_link(fixture, STORE_LINK_CODE, "h26", elements)->hashes[0].ptr;
  }
  assert_true(fixture_folder_has(fixture, marks[1])); /* the search can see it */
  assert_true(folder_has_bytes(fixture, hex_of_key(fixture, &round), sizeof round.key));
  if (store_close_round(store, STR("h26"), STR("kiosk-1"), later, &joined, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  assert_int_equal(joined, 600);
  for (int i = 0; i < VISITS; i += 13)
    assert_false(fixture_folder_has(fixture, marks[i]));
  assert_false(folder_has_bytes(fixture, round.key, sizeof round.key));
  assert_string_equal(links(fixture), "500|100|0\n0"); /* the other's */
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT device, kind, detail, day FROM event_log"),
                      "kiosk-1|close-round|h26|2027-03-01");
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT closed, key IS NULL FROM round WHERE name = 'h26'"), "2027-03-01|1");
  assert_whole(fixture, store);
  store_close(store);
}

static void what_is_closed_stays_closed(void **state) {
  static const unsigned char key[STORE_ROUND_KEY_BYTES] = {1};
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = linking_form(fixture, "kandidat");
  StoreRound round;
  size_t joined;
  Err err = {0}, again = {0}, given = {0}, asked = {0}, unknown = {0};
  linking_round(fixture, store, "h26");
  Response visit = linking_response(fixture, store, form, linking_link(fixture, STORE_LINK_TOKEN, "h26", "t"));
  fixture_put(store, &visit);
  assert_int_equal(store_close_round(store, STR("h26"), STR(""), later, &joined, &err), STATUS_OK);
  assert_int_equal(joined, 1);
  assert_int_equal(store_close_round(store, STR("h26"), STR(""), later, &joined, &again), STATUS_INPUT);
  assert_string_equal(again.code, "round-closed");
  assert_int_equal(store_close_round(store, STR("v27"), STR(""), later, &joined, &unknown), STATUS_INPUT);
  assert_string_equal(unknown.code, "round-unknown");
  assert_int_equal(store_give_round_key(store, STR("h26"), key, later, &given), STATUS_INPUT);
  assert_string_equal(given.code, "round-closed");
  assert_int_equal(store_round(store, STR("h26"), later, fixture->arena, &round, &asked), STATUS_INPUT);
  assert_string_equal(asked.code, "round-closed");
  assert_true(str_equal(round.closed, later) && round.links == 0);
  fixture_put(store, &visit); /* once more: it is as it was, but for its link */
  linking_put_token(fixture, store, form, "h26", "u");
  assert_string_equal(links(fixture), "0|0|0\n0");
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT count(*) FROM event_log"), "1");
  store_close(store);
}

/* The key first, in one step; what is left of the links goes when it is closed again. */
static void a_kill_while_closing_is_made_good(void **state) {
  enum { VISITS = 1600, KILLS = 6 };
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = linking_form(fixture, "kandidat");
  Err err = {0};
  linking_round(fixture, store, "h26");
  assert_int_equal(store_batch_begin(store, &err), STATUS_OK);
  for (int i = 0; i < VISITS; i++)
    linking_put_code(fixture, store, form, "h26", arena_printf(fixture->arena, "%04d", i).ptr);
  assert_int_equal(store_batch_end(store, &err), STATUS_OK);
  store_close(store);
  for (int i = 0; i < KILLS; i++) {
    size_t joined;
    pid_t child = fork();
    if (child == 0) {
      store = fixture_open(fixture, "a.db");
      store_close_round(store, STR("h26"), STR("kiosk-1"), later, &joined, &err);
      _exit(0);
    }
    usleep((useconds_t)(i * 15000));
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, NULL, 0), child);
    const char *key = fixture_query(fixture, "a.db", "SELECT key IS NULL FROM round");
    const char *left = fixture_query(fixture, "a.db", "SELECT count(DISTINCT response) < 1600 FROM link");
    if (strcmp(left, "1") == 0) assert_string_equal(key, "1");
  }
  store = fixture_open(fixture, "a.db");
  size_t joined;
  Status status = store_close_round(store, STR("h26"), STR("kiosk-1"), later, &joined, &err);
  assert_true(status == STATUS_OK || strcmp(err.code, "round-closed") == 0);
  assert_string_equal(links(fixture), "0|0|0\n0");
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT count(*) FROM event_log WHERE kind = 'close-round'"), "1");
  assert_false(fixture_folder_has(fixture, linking_link(fixture, STORE_LINK_CODE, "h26", "0007")->hashes[0].ptr));
  assert_whole(fixture, store);
  store_close(store);
}

static void links_go_with_their_response(void **state) {
  Fixture *fixture = *state;
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = linking_form(fixture, "kandidat");
  linking_round(fixture, store, "h26");
  for (int i = 0; i < 5; i++) /* some numbered, and given other places; some wait */
    linking_put_code(fixture, store, form, "h26", arena_printf(fixture->arena, "abc%d", i).ptr);
  assert_string_equal(links(fixture), "25|5|0\n0");
  const PurgeCount *counts;
  size_t count;
  Err err = {0};
  bool spent;
  Str token = linking_link(fixture, STORE_LINK_TOKEN, "h26", "t1")->hashes[0];
  linking_put_token(fixture, store, form, "h26", "t1");
  assert_int_equal(store_link_is_spent(store, form->form_id, token, &spent, &err), STATUS_OK);
  assert_true(spent);
  assert_int_equal(store_purge(store, STR("2027-11-21"), false, fixture->arena, &counts, &count, &err), STATUS_OK);
  assert_string_equal(links(fixture), "0|0|0\n0");
  assert_int_equal(store_link_is_spent(store, form->form_id, token, &spent, &err), STATUS_OK);
  assert_false(spent); /* nothing of a deleted answer is kept, not even that */
  assert_whole(fixture, store);
  store_close(store);
  assert_false(fixture_folder_has(fixture, linking_link(fixture, STORE_LINK_CODE, "h26", "abc1")->hashes[0].ptr));
  assert_false(fixture_folder_has(fixture, token.ptr));
}

/* Whoever has the file has the round's key, too, and could try all codes there are. */
static void sealed_codes_cannot_be_tried(void **state) {
  Fixture *fixture = *state;
  Err err = {0};
  assert_int_equal(seal_init(&err), STATUS_OK);
  SealSecret *secret = seal_secret_new();
  Store *store = fixture_open(fixture, "a.db");
  assert_int_equal(store_seal_with(store, seal_public_of(secret), &err), STATUS_OK);
  const Form *form = linking_form(fixture, "kandidat");
  linking_round(fixture, store, "h26");
  Response visit = linking_response(fixture, store, form, linking_link(fixture, STORE_LINK_CODE, "h26", "abcd"));
  fixture_put(store, &visit);
  fixture_put(store, &visit);
  assert_string_equal(links(fixture), "1|1|1\n0");
  assert_false(fixture_folder_has(fixture, visit.link->hashes[0].ptr));
  linking_put_token(fixture, store, form, "h26", "t"); /* nobody can try 80 random bits, and the server has to know it again */
  assert_string_equal(links(fixture), "2|2|1\n0");
  store_close(store);
  seal_secret_free(secret);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(a_round_keeps_its_key, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_key_is_given_once, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_token_is_spent_once, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(only_complete_responses_of_open_rounds_are_joined, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_closed_round_leaves_no_trace, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(what_is_closed_stays_closed, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_kill_while_closing_is_made_good, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(links_go_with_their_response, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(sealed_codes_cannot_be_tried, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
