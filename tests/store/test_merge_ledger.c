/* Ledgers united: of a kiosk's copies, of one that goes on in a new file, of two of one name; what was deleted on time stays deleted. */
#include "store/merging.h"

#include <string.h>

/* A kiosk's life, copied at every step; "4.db" is how it stands at last. Its words say which visit they are of. */
static void make_life(Fixture *fixture) {
  const Form *form = merging_form(fixture, "samling", 1);
  Store *kiosk = fixture_open(fixture, "kiosk.db");
  static const char *const times[] = {"2026-01-01", "2026-01-01", "2026-01-02", "2026-01-20", "2026-01-21"};
  const char *copies[] = {"0.db", "1.db", "2.db", "3.db", "4.db"};
  merging_put(fixture, kiosk, form, &(MergingVisit){.uuid = "aaaa", .time = times[0], .answers = "{\"hvorfor\":\"ord-0\"}"});
  merging_put(fixture, kiosk, form,
              &(MergingVisit){.time = "2026-01-01", .answers = "{\"hvorfor\":\"ord-0\"}", .drawing = "ord-0"});
  for (int i = 0; i < 2; i++)
    merging_put(
        fixture, kiosk, form,
        &(MergingVisit){.time = times[i], .status = RESPONSE_COMPLETE, .answers = "{\"hvorfor\":\"ord-0\"}", .drawing = "ord-0"});
  store_close(kiosk);
  merging_copy(fixture, "kiosk.db", copies[0]); /* two wait, two are begun */
  kiosk = fixture_open(fixture, "kiosk.db");
  merging_put(fixture, kiosk, form,
              &(MergingVisit){.uuid = "aaaa", .time = times[0], .status = RESPONSE_COMPLETE, .answers = "{\"hvorfor\":\"ord-0\"}"});
  merging_put(fixture, kiosk, form,
              &(MergingVisit){.time = "2026-01-10", .status = RESPONSE_COMPLETE, .answers = "{\"hvorfor\":\"ord-1\"}"});
  merging_put(fixture, kiosk, form, &(MergingVisit){.time = "2026-01-20", .answers = "{\"hvorfor\":\"ord-2\"}"});
  store_close(kiosk);
  merging_copy(fixture, "kiosk.db", copies[1]); /* three are numbered, one waits */
  merging_purge(fixture, "kiosk.db", "2026-01-20");
  merging_copy(fixture, "kiosk.db", copies[2]); /* words of all until the 10th are gone */
  merging_fill(fixture, "kiosk.db", "kiosk-1", form, 4);
  merging_copy(fixture, "kiosk.db", copies[3]); /* six are numbered, two wait */
  merging_purge(fixture, "kiosk.db", "2026-01-31");
  merging_copy(fixture, "kiosk.db", copies[4]); /* those of the 1st are gone */
}

static bool has_text(Fixture *fixture, const char *name, const char *text) {
  Str bytes = fixture_read_file(fixture, name);
  size_t length = strlen(text);
  for (size_t i = 0; i + length <= bytes.len; i++)
    if (memcmp(bytes.ptr + i, text, length) == 0) return true;
  return false;
}

static void copies_of_a_kiosk_come_to_its_last_state(void **state) {
  static const char *const ways[][5] = {
      {"0.db 1.db 2.db 3.db 4.db"},
      {"4.db 3.db 2.db 1.db 0.db"},
      {"0.db", "1.db", "2.db", "3.db", "4.db"},
      {"4.db", "3.db", "2.db", "1.db", "0.db"},
      {"1.db 4.db", "0.db 2.db"},
      {"0.db", "4.db"},
      {"4.db", "0.db 1.db"},
      {"2.db", "1.db 4.db", "3.db"},
      {"3.db 0.db", "2.db 4.db"},
      {"kiosk.db", "1.db"},
  };
  Fixture *fixture = *state;
  make_life(fixture);
  merging_merge(fixture, "last.db", "4.db");
  const char *wanted = merging_dump(fixture, "last.db");
  assert_string_equal(merging_verify(fixture, "last.db"), merging_verify(fixture, "4.db"));
  for (size_t i = 0; i < COUNT_OF(ways); i++) {
    const char *name = arena_printf(fixture->arena, "way-%zu.db", i).ptr;
    for (size_t k = 0; k < 5 && ways[i][k] != NULL; k++) {
      merging_merge(fixture, name, ways[i][k]);
      if (strstr(merging_verify(fixture, name), " 0 missing\n") == NULL) fail_msg("way %zu: %s", i, merging_verify(fixture, name));
    }
    if (strcmp(merging_dump(fixture, name), wanted) != 0)
      fail_msg("way %zu: %s\nis not\n%s", i, merging_dump(fixture, name), wanted);
    if (has_text(fixture, name, "ord-0")) fail_msg("way %zu: something is left of what was deleted", i);
    if (has_text(fixture, name, "ord-1")) fail_msg("way %zu: something is left of words that were deleted", i);
    assert_true(has_text(fixture, name, "ord-2") == has_text(fixture, "4.db", "ord-2"));
  }
}

static void every_two_copies_come_to_the_later(void **state) {
  Fixture *fixture = *state;
  make_life(fixture);
  for (int a = 0; a < 5; a++)
    for (int b = a; b < 5; b++) {
      const char *up = arena_printf(fixture->arena, "up-%d-%d.db", a, b).ptr,
                 *down = arena_printf(fixture->arena, "down-%d-%d.db", a, b).ptr;
      const char *later = arena_printf(fixture->arena, "later-%d-%d.db", a, b).ptr;
      merging_merge(fixture, up, arena_printf(fixture->arena, "%d.db", a).ptr);
      merging_merge(fixture, up, arena_printf(fixture->arena, "%d.db", b).ptr);
      merging_merge(fixture, down, arena_printf(fixture->arena, "%d.db %d.db", b, a).ptr);
      merging_merge(fixture, later, arena_printf(fixture->arena, "%d.db", b).ptr);
      assert_string_equal(merging_dump(fixture, up), merging_dump(fixture, later));
      assert_string_equal(merging_dump(fixture, down), merging_dump(fixture, later));
      assert_string_equal(merging_verify(fixture, up), merging_verify(fixture, arena_printf(fixture->arena, "%d.db", b).ptr));
    }
}

/* Both the kiosk and the merged database delete what is due, each by itself and on days of its own. */
static void both_may_delete(void **state) {
  static const char *const days[][2] = {
      {"2026-02-10", "2026-02-10"}, {"2026-01-31", "2026-02-20"}, {"2026-02-20", "2026-01-31"}, {"2026-03-30", "2026-03-30"}};
  for (size_t i = 0; i < COUNT_OF(days); i++) {
    Fixture *fixture;
    assert_int_equal(fixture_setup((void **)&fixture), 0);
    make_life(fixture);
    merging_merge(fixture, "all.db", "3.db");
    merging_copy(fixture, "3.db", "before.db");
    merging_purge(fixture, "3.db", days[i][0]);
    merging_purge(fixture, "all.db", days[i][1]);
    Store *kiosk = fixture_open(fixture, "3.db");
    for (int k = 0; k < 4; k++)
      merging_put(fixture, kiosk, merging_form(fixture, "samling", 2),
                  &(MergingVisit){.status = RESPONSE_COMPLETE, .time = days[i][0]});
    store_close(kiosk);
    merging_merge(fixture, "all.db", "3.db");
    const char *told = merging_verify(fixture, "all.db"), *dump = merging_dump(fixture, "all.db");
    if (strstr(told, " 0 missing\n") == NULL || strchr(told, '\n')[1] != '\0') fail_msg("%s, %s: %s", days[i][0], days[i][1], told);
    const char *later = strcmp(days[i][0], days[i][1]) > 0 ? days[i][0] : days[i][1];
    const char *due = arena_printf(fixture->arena, "SELECT count(*) FROM response WHERE time < date('%s', '-30 days')", later).ptr;
    assert_string_equal(fixture_query(fixture, "all.db", due), "0");
    merging_merge(fixture, "all.db", "before.db 3.db"); /* nothing comes back */
    assert_string_equal(merging_dump(fixture, "all.db"), dump);
    fixture_teardown((void **)&fixture);
  }
  (void)state;
}

/* The ledger alone tells, where the program that merges cannot read what the form promised. */
static void what_the_ledger_says_is_gone_goes_without_its_form(void **state) {
  static const struct { const char *day, *left; } purges[] = {{"2026-01-31", "4|0|0"}, {"2026-03-01", "0|0|0"}};
  for (size_t i = 0; i < 2 * COUNT_OF(purges); i++) {
    Fixture *fixture;
    assert_int_equal(fixture_setup((void **)&fixture), 0);
    const Form *form = merging_form(fixture, "samling", 1);
    Store *kiosk = fixture_open(fixture, "a.db");
    for (int k = 0; k < 4; k++) /* three are numbered, one waits */
      merging_put(fixture, kiosk, form, &(MergingVisit){.status = RESPONSE_COMPLETE, .drawing = k == 3 ? "strek" : NULL});
    store_close(kiosk);
    merging_copy(fixture, "a.db", "before.db");
    kiosk = fixture_open(fixture, "a.db");
    for (int k = 0; k < 2; k++)
      merging_put(fixture, kiosk, form, &(MergingVisit){.status = RESPONSE_COMPLETE, .time = "2026-02-28", .answers = "{}"});
    store_close(kiosk);
    merging_purge(fixture, "a.db", purges[i / 2].day);
    static const char unread[] = "UPDATE form_version SET source = 'later: 1'";
    fixture_query(fixture, "a.db", unread);
    fixture_query(fixture, "before.db", unread);
    merging_merge(fixture, "all.db", i % 2 ? "a.db" : "before.db");
    merging_merge(fixture, "all.db", i % 2 ? "before.db" : "a.db");
    assert_string_equal(fixture_query(fixture, "all.db",
                                      "SELECT count(*), count(free_text), (SELECT count(*) FROM attachment) FROM response"
                                      " WHERE time = '2026-01-20'"),
                        purges[i / 2].left);
    fixture_teardown((void **)&fixture);
  }
  (void)state;
}

/* Rows of many sizes, with others that come between them, move from page to page and leave copies, which no deletion reaches. */
static void nothing_is_left_in_the_file_of_what_was_deleted(void **state) {
  enum { BATCHES = 4, OF_BATCH = 80 };
  Fixture *fixture = *state;
  const Form *form = merging_form(fixture, "samling", 1);
  Store *kiosk = NULL;
  for (int i = 0; i < BATCHES * OF_BATCH; i++) {
    if (i % OF_BATCH == 0) {
      kiosk = fixture_open(fixture, "a.db");
      assert_int_equal(store_batch_begin(kiosk, &(Err){0}), STATUS_OK);
    }
    const char *words = arena_printf(fixture->arena, "{\"nytte\":\"ja\",\"hvorfor\":\"%s%0*d\"}", i % 2 ? "" : "ord som skal bort ",
                                     1 + (i * 37) % 2500, i)
                            .ptr;
    merging_put(fixture, kiosk, form,
                &(MergingVisit){.time = i % 2 ? "2026-01-31" : "2026-01-01", .status = RESPONSE_COMPLETE, .answers = words});
    if (i % OF_BATCH < OF_BATCH - 1) continue;
    assert_int_equal(store_batch_end(kiosk, &(Err){0}), STATUS_OK);
    store_close(kiosk);
    merging_merge(fixture, "all.db", "a.db");
  }
  assert_true(has_text(fixture, "all.db", "skal bort"));
  merging_purge(fixture, "a.db", "2026-02-01");
  assert_int_equal(merging_merge(fixture, "all.db", "a.db").removed, BATCHES * OF_BATCH / 2);
  assert_false(has_text(fixture, "all.db", "skal bort"));
}

static void replace(Fixture *fixture, const char *name, Str day, bool readable) {
  Err err = {0};
  Store *store;
  StoreReplacement report;
  if (!readable) fixture_write_file(fixture, name, "SQLite format 3", 16);
  if (store_replace_damaged(fixture_path(fixture, name), NULL, day, &fixture->random, fixture->arena, &report, &store, &err) !=
      STATUS_OK)
    fail_msg("%s", err.sentence);
  store_close(store);
}

static void a_kiosk_that_goes_on_in_a_new_file(void **state) {
  Fixture *fixture = *state;
  const Form *form = merging_form(fixture, "samling", 1);
  merging_fill(fixture, "kiosk.db", "kiosk-1", form, 4); /* one waits there for ever */
  merging_copy(fixture, "kiosk.db", "old.db");
  replace(fixture, "kiosk.db", STR("2026-01-22"), true);
  merging_copy(fixture, "kiosk.db", "fresh.db");
  merging_fill(fixture, "kiosk.db", "kiosk-1", form, 5);
  static const char *const ways[][3] = {{"old.db kiosk.db"},
                                        {"kiosk.db old.db"},
                                        {"old.db", "kiosk.db"},
                                        {"kiosk.db", "old.db"},
                                        {"fresh.db", "kiosk.db", "old.db"},
                                        {"old.db", "fresh.db", "kiosk.db"}};
  for (size_t i = 0; i < COUNT_OF(ways); i++) {
    const char *name = arena_printf(fixture->arena, "way-%zu.db", i).ptr;
    for (size_t k = 0; k < 3 && ways[i][k] != NULL; k++)
      merging_merge(fixture, name, ways[i][k]);
    assert_string_equal(merging_verify(fixture, name), "kiosk-1: 1-6 6 whole 0 purged 3 waiting 0 partial 0 trial 0 missing\n");
    assert_string_equal(merging_dump(fixture, name), merging_dump(fixture, "way-0.db"));
  }
}

/* Numbers that nobody can vouch for the gap between are no conflict of names, but cannot stand in one ledger. */
static void numbers_that_do_not_go_on(void **state) {
  Fixture *fixture = *state;
  const Form *form = merging_form(fixture, "samling", 1);
  merging_fill(fixture, "kiosk.db", "kiosk-1", form, 3);
  merging_copy(fixture, "kiosk.db", "old.db");
  replace(fixture, "kiosk.db", STR("2026-01-22"), false);
  merging_fill(fixture, "kiosk.db", "kiosk-1", form, 3);
  merging_merge(fixture, "all.db", "old.db");
  const char *before = merging_dump(fixture, "all.db");
  Merged merged = merging_try(fixture, "all.db", "kiosk.db");
  assert_int_equal(merged.report.conflicts, 1);
  assert_non_null(strstr(merged.conflicts, "do not go on from those elsewhere"));
  assert_string_equal(merging_dump(fixture, "all.db"), before);
  assert_int_equal(merging_try(fixture, "new.db", "kiosk.db old.db").report.conflicts, 2);
  assert_string_equal(fixture_query(fixture, "new.db", "SELECT count(*) FROM response"), "0");
}

static void a_blank_one_goes_with_any(void **state) {
  Fixture *fixture = *state;
  const Form *form = merging_form(fixture, "samling", 1);
  merging_fill(fixture, "kiosk.db", "kiosk-1", form, 2);
  merging_copy(fixture, "kiosk.db", "old.db");
  replace(fixture, "kiosk.db", STR("2026-01-22"), false);
  merging_fill(fixture, "kiosk.db", "kiosk-1", form, 3);
  static const char *const ways[][2] = {{"old.db kiosk.db"}, {"old.db", "kiosk.db"}, {"kiosk.db", "old.db"}};
  for (size_t i = 0; i < COUNT_OF(ways); i++) {
    const char *name = arena_printf(fixture->arena, "way-%zu.db", i).ptr;
    for (size_t k = 0; k < 2 && ways[i][k] != NULL; k++)
      merging_merge(fixture, name, ways[i][k]);
    assert_string_equal(merging_verify(fixture, name),
                        "kiosk-1: 20260122000001-20260122000003 3 whole 0 purged 2 waiting 0 partial 0 trial 0 missing\n");
  }
}

static void two_kiosks_of_one_name(void **state) {
  Fixture *fixture = *state;
  const Form *form = merging_form(fixture, "samling", 1);
  merging_fill(fixture, "a.db", "kiosk-1", form, 4);
  merging_fill(fixture, "b.db", "kiosk-1", form, 5);
  merging_fill(fixture, "b.db", "kiosk-2", form, 3);
  merging_fill(fixture, "c.db", "kiosk-3", form, 3);
  merging_merge(fixture, "all.db", "a.db");
  const char *of_a = merging_verify(fixture, "all.db");
  Merged merged = merging_try(fixture, "all.db", "c.db b.db");
  assert_int_equal(merged.report.conflicts, 1);
  assert_int_equal(merged.report.added, 6); /* what b.db has of another device comes */
  assert_non_null(strstr(merged.conflicts, "device kiosk-1: number 1 in "));
  assert_non_null(strstr(merged.conflicts, "Give each kiosk a `device` of its own"));
  assert_non_null(strstr(merging_verify(fixture, "all.db"), of_a));
  /* Of new ones nobody is guessed to be the right one. */
  const char *both = NULL;
  static const char *const orders[] = {"a.db b.db c.db", "c.db b.db a.db", "b.db c.db a.db"};
  for (size_t i = 0; i < COUNT_OF(orders); i++) {
    const char *name = arena_printf(fixture->arena, "way-%zu.db", i).ptr;
    merged = merging_try(fixture, name, orders[i]);
    assert_int_equal(merged.report.conflicts, 1);
    assert_string_equal(merging_verify(fixture, name), "kiosk-2: 1-3 3 whole 0 purged 0 waiting 0 partial 0 trial 0 missing\n"
                                                       "kiosk-3: 1-3 3 whole 0 purged 0 waiting 0 partial 0 trial 0 missing\n");
    if (both != NULL) assert_string_equal(merging_dump(fixture, name), both);
    both = merging_dump(fixture, name);
  }
  /* One goes on from numbers that were not the other's. */
  merging_copy(fixture, "c.db", "other.db");
  replace(fixture, "c.db", STR("2026-01-22"), true);
  merging_fill(fixture, "c.db", "kiosk-3", form, 3);
  merging_fill(fixture, "d.db", "kiosk-3", form, 3);
  merged = merging_try(fixture, "went-on.db", "c.db d.db");
  assert_non_null(strstr(merged.conflicts, "device kiosk-3: number 3 in "));
  assert_int_equal(merged.report.added, 0);
  merging_merge(fixture, "whole.db", "c.db other.db");
  /* A backup that two machines went on from. */
  merging_copy(fixture, "a.db", "twin.db");
  merging_fill(fixture, "a.db", "kiosk-1", form, 2);
  merging_fill(fixture, "twin.db", "kiosk-1", form, 2);
  merged = merging_try(fixture, "twins.db", "a.db twin.db");
  assert_non_null(strstr(merged.conflicts, "number 4 in "));
  assert_string_equal(merging_verify(fixture, "twins.db"), "");
}

/* As when one configuration was copied to all of them: each is named, none as often as it disagrees with another. */
static void many_kiosks_of_one_name(void **state) {
  enum { KIOSKS = 7 };
  Fixture *fixture = *state;
  const Form *form = merging_form(fixture, "samling", 1);
  Buffer sources = buffer_new(fixture->arena);
  Sink sink = sink_to_buffer(&sources);
  for (int i = 0; i < KIOSKS; i++) {
    merging_fill(fixture, arena_printf(fixture->arena, "%d.db", i).ptr, "kiosk-1", form, 4);
    if (i > 0) sink_printf(&sink, "%d.db ", i);
  }
  const char *others = buffer_view(&sources).ptr;
  Merged merged = merging_try(fixture, "new.db", others);
  assert_int_equal(merged.report.added, 0);
  assert_in_range(merged.report.conflicts, 1, KIOSKS - 2);
  for (int i = 1; i < KIOSKS; i++)
    assert_non_null(strstr(merged.conflicts, arena_printf(fixture->arena, "/%d.db", i).ptr));
  merging_merge(fixture, "all.db", "0.db");
  merged = merging_try(fixture, "all.db", others);
  assert_int_equal(merged.report.added, 0);
  assert_int_equal(merged.report.conflicts, KIOSKS - 1);
  /* Copies of one that agree with each other are left out all the same, and one that agrees with what is there is not. */
  merging_copy(fixture, "1.db", "twin.db");
  merging_copy(fixture, "0.db", "more.db");
  merging_fill(fixture, "more.db", "kiosk-1", form, 1);
  merged = merging_try(fixture, "all.db", "1.db twin.db more.db");
  assert_int_equal(merged.report.added, 1);
  assert_int_equal(merged.report.conflicts, 2);
}

/* What a source's ledger misses is missing here, and what another one has of it is here again. */
static void what_is_missing_stays_missing_until_it_is_found(void **state) {
  static const char *const losses[] = {
      "DELETE FROM response WHERE uuid LIKE 'aaaa%'",
      "DELETE FROM response WHERE uuid LIKE 'bbbb%'",
      "DELETE FROM waiting; DELETE FROM response WHERE uuid LIKE 'bbbb%'",
      "DELETE FROM ledger WHERE response LIKE 'aaaa%'",
      "DELETE FROM ledger WHERE number = 3",
  };
  for (size_t i = 0; i < COUNT_OF(losses); i++) {
    Fixture *fixture;
    assert_int_equal(fixture_setup((void **)&fixture), 0);
    const Form *form = merging_form(fixture, "samling", 1);
    Store *kiosk = fixture_open(fixture, "whole.db");
    merging_put(fixture, kiosk, form, &(MergingVisit){.uuid = "aaaa", .status = RESPONSE_COMPLETE});
    for (int k = 0; k < 2; k++)
      merging_put(fixture, kiosk, form, &(MergingVisit){.status = RESPONSE_COMPLETE});
    merging_put(fixture, kiosk, form, &(MergingVisit){.uuid = "bbbb", .status = RESPONSE_COMPLETE});
    store_close(kiosk);
    merging_copy(fixture, "whole.db", "poor.db");
    fixture_query(fixture, "poor.db", losses[i]);
    merging_merge(fixture, "all.db", "poor.db");
    assert_string_equal(merging_verify(fixture, "all.db"), merging_verify(fixture, "poor.db"));
    assert_non_null(strstr(merging_verify(fixture, "all.db"), "missing"));
    merging_merge(fixture, "all.db", "whole.db");
    assert_string_equal(merging_verify(fixture, "all.db"), merging_verify(fixture, "whole.db"));
    merging_merge(fixture, "both.db", "whole.db poor.db");
    assert_string_equal(merging_dump(fixture, "both.db"), merging_dump(fixture, "all.db"));
    fixture_teardown((void **)&fixture);
  }
  (void)state;
}

/* A deletion by hand that is made to look like one on time is not covered up by a merge. */
static void what_was_tampered_with_shows(void **state) {
  static const char *const deeds[] = {
      "UPDATE ledger SET response = NULL, salt = NULL, text_salt = NULL WHERE number = 2",
      "UPDATE ledger SET text_salt = NULL WHERE number = 2; UPDATE response SET free_text = NULL",
      "UPDATE device SET completed = completed - 1",
      "UPDATE device SET completed = completed + 1",
      "UPDATE response SET answers = '{}'",
      "PRAGMA ignore_check_constraints = ON; UPDATE response SET answers = '{\"nytte' WHERE uuid IN (SELECT response FROM ledger)",
  };
  for (size_t i = 0; i < COUNT_OF(deeds); i++) {
    Fixture *fixture;
    assert_int_equal(fixture_setup((void **)&fixture), 0);
    merging_fill(fixture, "a.db", "kiosk-1", merging_form(fixture, "samling", 1), 4);
    assert_string_equal(fixture_query(fixture, "a.db", deeds[i]), "");
    merging_merge(fixture, "all.db", "a.db");
    merging_merge(fixture, "all.db", "a.db");
    const char *told = merging_verify(fixture, "all.db");
    if (strchr(told, '\n')[1] == '\0') fail_msg("%s: %s", deeds[i], told);
    fixture_teardown((void **)&fixture);
  }
  (void)state;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(copies_of_a_kiosk_come_to_its_last_state, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(every_two_copies_come_to_the_later, fixture_setup, fixture_teardown),
      cmocka_unit_test(both_may_delete),
      cmocka_unit_test(what_the_ledger_says_is_gone_goes_without_its_form),
      cmocka_unit_test_setup_teardown(nothing_is_left_in_the_file_of_what_was_deleted, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_kiosk_that_goes_on_in_a_new_file, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(numbers_that_do_not_go_on, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(a_blank_one_goes_with_any, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(two_kiosks_of_one_name, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(many_kiosks_of_one_name, fixture_setup, fixture_teardown),
      cmocka_unit_test(what_is_missing_stays_missing_until_it_is_found),
      cmocka_unit_test(what_was_tampered_with_shows),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
