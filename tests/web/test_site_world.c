/* Databases that fail, are sealed, or have to be tidied; and what stays of visits in them and in memory. */
#include "seal.h"
#include "venue.h"
#include "waiting.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#define PLAIN(kiosk)                                                                                                               \
  "settings: {form_id: plain, version: 1, default_language: nb}\nlanguages: {nb: Norsk}\nkiosk: {" kiosk "}\n"                     \
  "survey:\n  - {type: integer, name: en, label: En?}\n  - {type: text, name: to, label: To?}\n"

static Phone *begin(Venue *venue, const char *yaml) {
  venue_add_form(venue, yaml);
  venue_open(venue);
  Phone *phone = venue_phone(venue);
  venue_begin(phone, "plain");
  return phone;
}

static Phone *begin_answered(Venue *venue, const char *yaml) {
  Phone *phone = begin(venue, yaml);
  phone_fill(phone, "c0", STR("1"));
  phone_press(phone, "next");
  assert_true(phone_shows(phone, "To?"));
  return phone;
}

static void move_files(Venue *venue, const char *from, const char *to) {
  static const char *const endings[] = {"", "-wal", "-shm"};
  for (size_t i = 0; i < COUNT_OF(endings); i++) {
    Str name = arena_printf(venue->arena, "%s%s", from, endings[i]), other = arena_printf(venue->arena, "%s%s", to, endings[i]);
    rename(fixture_path(venue->fixture, name.ptr), fixture_path(venue->fixture, other.ptr));
  }
}

static void test_a_database_that_went_away(void **state) {
  Venue *venue = *state;
  Phone *phone = begin_answered(venue, PLAIN(""));
  move_files(venue, "kiosk.db", "away.db");
  phone_fill(phone, "c1", STR("mer"));
  Str action, body = phone_would_post(phone, "next", &action);
  phone_post(phone, action, body);
  assert_int_equal(phone->status, 503);
  assert_true(phone->retry_s > 0);
  assert_true(site_lost_store(venue->site));
  phone_open(phone, STR("/v/plain/0"));
  assert_int_equal(phone->status, 503);
  site_rest(venue->site);
  store_close(venue->store);
  move_files(venue, "away.db", "kiosk.db");
  venue->store = fixture_open(venue->fixture, "kiosk.db");
  site_use_store(venue->site, venue->store);
  phone_post(phone, action, body);
  assert_string_equal(phone_address(phone).ptr, "/v/plain/thanks");
  assert_string_equal(venue_query(venue, "SELECT status, answers, free_text FROM response"),
                      "complete|{\"en\":1}|{\"to\":\"mer\"}");
}

static void test_a_database_that_is_busy(void **state) {
  Venue *venue = *state;
  Phone *phone = begin_answered(venue, PLAIN(""));
  sqlite3 *other;
  assert_int_equal(sqlite3_open(fixture_path(venue->fixture, "kiosk.db"), &other), SQLITE_OK);
  assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
  phone_fill(phone, "c1", STR("mer"));
  Str action, body = phone_would_post(phone, "next", &action);
  phone_post(phone, action, body);
  assert_int_equal(phone->status, 503);
  assert_false(site_lost_store(venue->site));
  sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL);
  sqlite3_close(other);
  phone_post(phone, action, body);
  assert_string_equal(phone_address(phone).ptr, "/v/plain/thanks");
}

/* Somebody else ended the response. */
static void test_a_response_that_is_final_already(void **state) {
  Venue *venue = *state;
  Phone *phone = begin_answered(venue, PLAIN(""));
  venue_query(venue, "UPDATE response SET status = 'complete'");
  phone_fill(phone, "c1", STR("mer"));
  phone_press(phone, "next");
  assert_int_equal(phone->status, 410);
  assert_false(site_lost_store(venue->site));
}

static void test_sealed(void **state) {
  Venue *venue = *state;
  Err err = {0};
  assert_int_equal(seal_init(&err), STATUS_OK);
  SealSecret *secret = seal_secret_new();
  venue_add_form(venue, PLAIN(""));
  venue_open(venue);
  assert_int_equal(store_seal_with(venue->store, seal_public_of(secret), &err), STATUS_OK);
  Phone *phone = venue_phone(venue), *other = venue_phone(venue);
  venue_begin(phone, "plain");
  venue_begin(other, "plain");
  phone_fill(phone, "c0", STR("1"));
  phone_press(phone, "next");
  phone_fill(other, "c0", STR("2"));
  phone_press(other, "next");
  phone_fill(phone, "c1", STR("hemmelig ord"));
  phone_press(phone, "back");
  assert_string_equal(phone_control(phone, "c0", NULL)->value.ptr, "1");
  phone_press(phone, "next");
  assert_string_equal(phone_control(phone, "c1", NULL)->value.ptr, "hemmelig ord");
  phone_press(phone, "next");
  assert_string_equal(venue_query(venue, "SELECT status, answers IS NULL, sealed IS NOT NULL FROM response ORDER BY 1"),
                      "complete|1|1\npartial|1|1");
  venue_close(venue);
  assert_false(fixture_folder_has(venue->fixture, "hemmelig"));
  assert_false(fixture_folder_has(venue->fixture, venue_cookie(phone, "plain").ptr));
  seal_secret_free(secret);
}

static void test_what_is_left_is_swept(void **state) {
  static const struct {
    const char *yaml, *left;
  } cases[] = {{PLAIN("idle: {outcome: partial}"), "partial|{\"en\":1}"}, {PLAIN("idle: {outcome: discard}"), "discarded|{}"}};
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    void *fresh;
    assert_int_equal(venue_setup(&fresh), 0);
    Venue *venue = fresh;
    begin_answered(venue, cases[i].yaml);
    venue_begin(venue_phone(venue), "plain"); /* without an answer */
    site_rest(venue->site);
    assert_string_equal(venue_query(venue, "SELECT count(*) FROM draft"), "2");
    venue->clock.epoch_ms += 49 * 3600 * 1000;
    venue->clock.now_ms += 30 * 1000;
    site_rest(venue->site);
    assert_string_equal(venue_query(venue, "SELECT count(*) FROM draft"), "2"); /* once a minute will do */
    venue->clock.now_ms += 31 * 1000;
    site_rest(venue->site);
    assert_string_equal(venue_query(venue, "SELECT count(*) FROM draft"), "0");
    assert_string_equal(venue_query(venue, "SELECT status, answers FROM response"), cases[i].left);
    venue_teardown(&fresh);
  }
  (void)state;
}

/* Of forms whose answers count only when they are whole, a visit that is begun anew leaves none either. */
static void test_beginning_anew_discards(void **state) {
  Venue *venue = *state;
  Phone *phone = begin_answered(venue, PLAIN("idle: {outcome: discard}"));
  phone_open(phone, STR("/f/plain"));
  phone_press(phone, "anew");
  assert_string_equal(venue_query(venue, "SELECT status, answers FROM response"), "discarded|{}");
  assert_string_equal(venue_query(venue, "SELECT count(*) FROM draft"), "1");
}

/* The row of a draft says a day after which it is gone, and its phone's cookie no longer leads to its response. */
static void test_no_finer_time_is_kept(void **state) {
  Venue *venue = *state;
  Phone *phone = begin_answered(venue, PLAIN(""));
  assert_string_equal(venue_query(venue, "SELECT until_min % 1440, response = uuid FROM draft, response"), "0|1");
  phone_press(phone, "next");
  assert_string_equal(venue_query(venue, "SELECT until_min % 1440, response = uuid FROM draft, response"), "0|0");
}

/* Each request plays the whole visit: one that goes on for ever ends as it stands. */
static void test_a_visit_has_an_end(void **state) {
  Venue *venue = *state;
  Phone *phone = begin_answered(venue, PLAIN(""));
  LinkDoor door;
  StoreDraft draft;
  WaitingVisit waiting;
  link_door(venue_cookie(phone, "plain"), &door);
  assert_int_equal(store_get_draft(venue->store, str_from(door.id), venue->arena, &draft, NULL), STATUS_OK);
  assert_true(waiting_open(venue->arena, &door, draft.state, &waiting));
  assert_int_equal(waiting.posts, 1);
  waiting.posts = 4999;
  draft.state = waiting_close(venue->arena, &door, &waiting);
  assert_int_equal(store_put_draft(venue->store, &draft, NULL), STATUS_OK);
  phone_press(phone, "back");
  assert_string_equal(phone_address(phone).ptr, "/v/plain/thanks");
  assert_string_equal(venue_query(venue, "SELECT status, answers FROM response"), "partial|{\"en\":1}");
}

static void test_a_server_of_another_name_goes_on(void **state) {
  Venue *venue = *state;
  Phone *phone = begin_answered(venue, PLAIN(""));
  venue->setup.station.device = STR("web-2");
  venue_restart(venue);
  phone_fill(phone, "c1", STR("mer"));
  phone_press(phone, "next");
  assert_string_equal(phone_address(phone).ptr, "/v/plain/thanks");
  assert_string_equal(venue_query(venue, "SELECT device, status FROM response"), "web-2|complete");
}

static void test_a_visit_without_an_answer_waits_an_hour(void **state) {
  Venue *venue = *state;
  begin(venue, PLAIN("privacy: {mode: anonymous, time: hour}"));
  Str left =
      arena_printf(venue->arena, "SELECT until_min - %lld BETWEEN 60 AND 120 FROM draft", (long long)venue->clock.epoch_ms / 60000);
  assert_string_equal(venue_query(venue, left.ptr), "1");
}

static void test_memory_does_not_grow_with_visits(void **state) {
  enum { VISITS = 1000, WARM = 200 };
  Venue *venue = *state;
  venue_add_form(venue, PLAIN(""));
  venue_open(venue);
  Arena *phones = arena_new(0);
  size_t site_bytes = 0, request_blocks = 0;
  for (int i = 0; i < VISITS; i++) {
    Phone *phone = phone_new(phones, venue_wire(venue), "nb");
    venue_begin(phone, "plain");
    phone_fill(phone, "c0", STR("1"));
    phone_press(phone, "next");
    if (i % 2 == 0) phone_press(phone, "next");
    venue->clock.now_ms += 6000;
    if (i % 10 == 0) site_rest(venue->site);
    arena_rewind(phones);
    if (i != WARM) continue;
    site_bytes = arena_used_bytes(venue->site_arena);
    request_blocks = arena_block_count(venue->request);
  }
  arena_free(phones);
  assert_int_equal(arena_used_bytes(venue->site_arena), site_bytes);
  assert_int_equal(arena_block_count(venue->request), request_blocks);
  assert_string_equal(venue_query(venue, "SELECT status, count(*) FROM response GROUP BY 1 ORDER BY 1"),
                      "complete|500\npartial|500");
}

int main(void) {
#define ON_SITE(test) cmocka_unit_test_setup_teardown(test, venue_setup, venue_teardown)
  const struct CMUnitTest tests[] = {
      ON_SITE(test_a_database_that_went_away),
      ON_SITE(test_a_database_that_is_busy),
      ON_SITE(test_a_response_that_is_final_already),
      ON_SITE(test_sealed),
      cmocka_unit_test(test_what_is_left_is_swept),
      ON_SITE(test_beginning_anew_discards),
      ON_SITE(test_no_finer_time_is_kept),
      ON_SITE(test_a_visit_has_an_end),
      ON_SITE(test_a_server_of_another_name_goes_on),
      ON_SITE(test_a_visit_without_an_answer_waits_an_hour),
      ON_SITE(test_memory_does_not_grow_with_visits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
