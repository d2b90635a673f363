/* Rounds and what they join, when databases become one: links come along, a closed round stays closed, and what disagrees is told. */
#define _GNU_SOURCE /* memmem */
#include "store/merging.h"

#include <string.h>

static const unsigned char key_of_all[STORE_ROUND_KEY_BYTES] = {7}, another_key[STORE_ROUND_KEY_BYTES] = {8};

static void open_round(Store *store, const unsigned char *key, const char *day) {
  Err err = {0};
  if (store_give_round_key(store, STR("h26"), key, str_from(day), &err) != STATUS_OK) fail_msg("%s", err.sentence);
}

/* A kiosk's first wave, or a server's second: the same codes. */
static void fill(Fixture *fixture, const char *name, const char *device, const char *form_id, const unsigned char *key,
                 const char *day) {
  Store *store = fixture_open(fixture, name);
  open_round(store, key, day);
  for (int i = 0; i < 4; i++)
    merging_put(
        fixture, store, merging_form(fixture, form_id, 1),
        &(MergingVisit){.device = device,
                        .status = RESPONSE_COMPLETE,
                        .link = linking_link(fixture, STORE_LINK_CODE, "h26", arena_printf(fixture->arena, "abc%d", i).ptr)});
  store_close(store);
}

static void close_round(Fixture *fixture, const char *name, const char *day) {
  Store *store = fixture_open(fixture, name);
  size_t links;
  Err err = {0};
  if (store_close_round(store, STR("h26"), STR(""), str_from(day), &links, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  store_close(store);
}

static size_t count_pairs(Fixture *fixture, const char *name) {
  Store *store = fixture_open(fixture, name);
  StoreMatching matching;
  Err err = {0};
  assert_int_equal(store_matching(store, STR("kandidat"), STR("oppfolging"), NULL, &matching, &err), STATUS_OK);
  store_close(store);
  return matching.whole;
}

static void waves_meet_in_the_merged_file(void **state) {
  Fixture *fixture = *state;
  fill(fixture, "kiosk.db", "kiosk-1", "kandidat", key_of_all, "2026-11-21");
  fill(fixture, "server.db", "web", "oppfolging", key_of_all, "2026-11-20");
  merging_merge(fixture, "all.db", "kiosk.db");
  assert_int_equal(count_pairs(fixture, "all.db"), 0);
  merging_merge(fixture, "all.db", "server.db");
  assert_int_equal(count_pairs(fixture, "all.db"), 4);
  assert_string_equal(fixture_query(fixture, "all.db", "SELECT name, opened, closed, substr(hex(key), 1, 4) FROM round"),
                      "h26|2026-11-20||0700");
  merging_merge(fixture, "other.db", "server.db kiosk.db");
  assert_string_equal(merging_dump(fixture, "other.db"), merging_dump(fixture, "all.db"));
  const char *before = merging_dump(fixture, "all.db");
  merging_merge(fixture, "all.db", "server.db kiosk.db");
  assert_string_equal(merging_dump(fixture, "all.db"), before);
}

static void a_closed_round_closes_everywhere(void **state) {
  Fixture *fixture = *state;
  fill(fixture, "kiosk.db", "kiosk-1", "kandidat", key_of_all, "2026-11-21");
  merging_merge(fixture, "all.db", "kiosk.db");
  merging_copy(fixture, "kiosk.db", "before.db");
  close_round(fixture, "kiosk.db", "2027-03-01");
  const char *mark = linking_link(fixture, STORE_LINK_CODE, "h26", "abc1")->hashes[0].ptr;
  Str file = fixture_read_file(fixture, "all.db");
  assert_non_null(memmem(file.ptr, file.len, mark, 64));
  Merged merged = merging_try(fixture, "all.db", "kiosk.db before.db");
  assert_int_equal(merged.status, STATUS_OK);
  assert_int_equal(merged.report.conflicts, 0);
  assert_non_null(strstr(merged.notes, "round \"h26\" was closed on 2027-03-01 by what "));
  assert_string_equal(fixture_query(fixture, "all.db", "SELECT closed, key IS NULL, (SELECT count(*) FROM link) FROM round"),
                      "2027-03-01|1|0");
  file = fixture_read_file(fixture, "all.db");
  assert_null(memmem(file.ptr, file.len, mark, 64)); /* nor in what is free of the file */
  assert_string_equal(merging_verify(fixture, "all.db"), merging_verify(fixture, "kiosk.db"));
  merging_merge(fixture, "all.db", "before.db"); /* nothing comes back */
  assert_string_equal(fixture_query(fixture, "all.db", "SELECT count(*) FROM link"), "0");
  merging_merge(fixture, "new.db", "before.db kiosk.db");
  assert_string_equal(merging_dump(fixture, "new.db"), merging_dump(fixture, "all.db"));
}

static void keys_that_disagree_are_told(void **state) {
  Fixture *fixture = *state;
  fill(fixture, "a.db", "kiosk-1", "kandidat", key_of_all, "2026-11-22");
  fill(fixture, "b.db", "kiosk-2", "kandidat", another_key, "2026-11-21");
  Merged merged = merging_try(fixture, "all.db", "a.db b.db");
  assert_int_equal(merged.status, STATUS_OK);
  assert_int_equal(merged.report.conflicts, 1);
  assert_non_null(strstr(merged.conflicts, "round \"h26\" has one key in "));
  Merged other_way = merging_try(fixture, "all2.db", "b.db a.db");
  assert_int_equal(other_way.report.conflicts, 1);
  assert_string_equal(merging_dump(fixture, "all.db"), merging_dump(fixture, "all2.db"));
  assert_string_equal(fixture_query(fixture, "all.db", "SELECT substr(hex(key), 1, 4), (SELECT count(*) FROM link) FROM round"),
                      "0800|40"); /* the older one; what each joins stays */
  merging_try(fixture, "a.db", "b.db");
  assert_string_equal(fixture_query(fixture, "a.db", "SELECT substr(hex(key), 1, 4) FROM round"),
                      "0700"); /* its tokens are out there */
}

static void a_token_that_two_servers_took_is_told(void **state) {
  Fixture *fixture = *state;
  static const char *const names[] = {"a.db", "b.db"};
  for (size_t i = 0; i < COUNT_OF(names); i++) {
    Store *store = fixture_open(fixture, names[i]);
    open_round(store, key_of_all, "2026-11-21");
    merging_put(fixture, store, merging_form(fixture, "oppfolging", 1),
                &(MergingVisit){.device = i == 0 ? "web-1" : "web-2",
                                .on_web = true,
                                .status = RESPONSE_COMPLETE,
                                .link = linking_link(fixture, STORE_LINK_TOKEN, "h26", "t")});
    store_close(store);
  }
  Merged merged = merging_try(fixture, "all.db", "a.db b.db");
  assert_int_equal(merged.status, STATUS_OK);
  assert_int_equal(merged.report.added, 2);
  assert_int_equal(merged.report.conflicts, 1);
  assert_non_null(strstr(merged.conflicts, "were given with the same token"));
}

/* Merged while it was at the kiosk, and again when it had ended on the phone. */
static void a_visit_that_went_on_elsewhere_is_one_visit(void **state) {
  Fixture *fixture = *state;
  const Form *form = merging_form(fixture, "kandidat", 1);
  Store *store = fixture_open(fixture, "kiosk.db");
  MergingVisit visit = {.uuid = "1", .device = "kiosk-1", .answers = "{\"nytte\":\"ja\"}"};
  const char *uuid = merging_put(fixture, store, form, &visit);
  store_close(store);
  merging_merge(fixture, "all.db", "kiosk.db");
  merging_copy(fixture, "kiosk.db", "before.db");
  store = fixture_open(fixture, "kiosk.db");
  Err err = {0};
  Str web;
  assert_int_equal(store_device(store, STR("web"), fixture->arena, &web, &err), STATUS_OK);
  assert_int_equal(store_adopt(store, str_from(uuid), web, STR("web"), &err), STATUS_OK);
  StoreDraft draft = {linking_hash(fixture, "d"), str_from(uuid), form->form_id, form->version, 100, STR("closed")};
  assert_int_equal(store_put_draft(store, &draft, &err), STATUS_OK);
  store_close(store);
  assert_int_equal(merging_merge(fixture, "all.db", "kiosk.db").advanced, 1);
  merging_merge(fixture, "all.db", "before.db");
  assert_string_equal(fixture_query(fixture, "all.db", "SELECT device, channel, status FROM response"), "web|web|partial");
  assert_string_equal(fixture_query(fixture, "all.db", "SELECT count(*) FROM draft"), "0"); /* stays where the phone goes on */
  store = fixture_open(fixture, "kiosk.db");
  visit.device = "web";
  visit.on_web = true;
  visit.status = RESPONSE_COMPLETE;
  merging_put(fixture, store, form, &visit);
  store_close(store);
  assert_int_equal(merging_merge(fixture, "all.db", "before.db kiosk.db").advanced, 1);
  assert_string_equal(fixture_query(fixture, "all.db", "SELECT device, channel, status FROM response"), "web|web|complete");
  assert_string_equal(merging_verify(fixture, "all.db"), merging_verify(fixture, "kiosk.db"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(waves_meet_in_the_merged_file, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_closed_round_closes_everywhere, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(keys_that_disagree_are_told, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_token_that_two_servers_took_is_told, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_visit_that_went_on_elsewhere_is_one_visit, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
