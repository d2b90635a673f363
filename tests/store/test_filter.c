/* Which responses are read, counted and handed out: the same for all three. */
#include "store/fixture.h"

#include <stdlib.h>
#include <string.h>

typedef struct Visit {
  const char *name; /* a letter, its language: what to know it by again */
  const char *device, *channel, *round, *event, *place, *time;
  ResponseStatus status;
  bool trial;
} Visit;

static const Visit visits[] = {
    {"a", "kiosk-1", "kiosk", "", "", "", "2026-11-20", RESPONSE_COMPLETE, false},
    {"b", "kiosk-1", "kiosk", "1", "", "Bergen", "2026-11-21", RESPONSE_PARTIAL, false},
    {"c", "kiosk-2", "kiosk", "1", "frokost", "Oslo", "2026-11-21T09", RESPONSE_COMPLETE, false},
    {"d", "kiosk-2", "web", "2", "frokost", "", "2026-11-21T23:59:59.000+01:00", RESPONSE_COMPLETE, false},
    {"e", "kiosk-3", "web", "2", "samling, \"stor\"", "Bodø", "2026-11-22T00:00:00.000+01:00", RESPONSE_COMPLETE, false},
    {"f", "kiosk-3", "kiosk", "10", "", "Oslo", "2026-12-01", RESPONSE_COMPLETE, true},
    {"g", "kiosk-1", "kiosk", "1", "", "", "2026-12-24", RESPONSE_DISCARDED, false},
};

#define NAMES(...)                                                                                                                 \
  { (const Str[]){__VA_ARGS__}, COUNT_OF(((const Str[]){__VA_ARGS__})) }

typedef struct Case {
  StoreFilter filter;
  const char *want;
  const char *newest;
} Case;

static void put_visits(Fixture *fixture) {
  Store *store = fixture_open(fixture, "a.db");
  const Form *form = fixture_plain_form(fixture, "1");
  Err err = {0};
  assert_int_equal(store_add_form(store, form, &err), STATUS_OK);
  for (size_t i = 0; i < COUNT_OF(visits); i++) {
    const Visit *from = &visits[i];
    const StoreAttachment drawing = {STR("strek.png"), str_from(from->name)};
    Response visit = fixture_response(fixture, store, form, "{}");
    assert_int_equal(store_device(store, str_from(from->device), fixture->arena, &visit.device, &err), STATUS_OK);
    visit.language = str_from(from->name);
    visit.channel = str_from(from->channel);
    visit.round = str_from(from->round);
    visit.event = str_from(from->event);
    visit.place = str_from(from->place);
    visit.time = str_from(from->time);
    visit.status = from->status;
    visit.trial = from->trial;
    visit.attachments = &drawing;
    visit.attachment_count = from->status == RESPONSE_DISCARDED ? 0 : 1;
    fixture_put(store, &visit);
  }
  store_close(store);
}

typedef struct Seen {
  char names[COUNT_OF(visits) + 1];
  size_t count;
} Seen;

static bool see(void *context, const Response *row) {
  Seen *seen = context;
  seen->names[seen->count++] = row->language.ptr[0];
  return true;
}

static bool see_attachment(void *context, Str uuid, const StoreAttachment *attachment) {
  (void)uuid;
  Seen *seen = context;
  seen->names[seen->count++] = attachment->bytes.ptr[0];
  return true;
}

static int by_letter(const void *a, const void *b) {
  return *(const char *)a - *(const char *)b;
}

static void assert_seen(Seen seen, const char *want, size_t case_ix) {
  qsort(seen.names, seen.count, 1, by_letter);
  if (strcmp(seen.names, want) != 0) fail_msg("case %zu: %s, not %s", case_ix, seen.names, want);
}

static void assert_case(Store *store, const StoreFilter *filter, const char *want, const char *newest, size_t case_ix) {
  Err err = {0};
  Seen rows = {.count = 0}, attachments = {.count = 0};
  StoreCount count;
  assert_int_equal(store_each(store, STR("samling"), filter, see, &rows, &err), STATUS_OK);
  assert_int_equal(store_each_attachment(store, STR("samling"), filter, see_attachment, &attachments, &err), STATUS_OK);
  assert_int_equal(store_count(store, STR("samling"), filter, &count, &err), STATUS_OK);
  assert_seen(rows, want, case_ix);
  assert_seen(attachments, want, case_ix);
  assert_int_equal(count.rows, strlen(want));
  assert_int_equal(count.sealed, 0);
  assert_string_equal(count.newest, newest);
}

static void each_field_and_all_together(void **state) {
  const Case cases[] = {
      {{.trials = false}, "abcde", "2026-11-22"},
      {{.trials = true}, "abcdef", "2026-12-01"},
      {{.statuses = 1u << RESPONSE_COMPLETE}, "acde", "2026-11-22"},
      {{.statuses = 1u << RESPONSE_PARTIAL}, "b", "2026-11-21"},
      {{.statuses = 1u << RESPONSE_PARTIAL | 1u << RESPONSE_COMPLETE}, "abcde", "2026-11-22"},
      {{.statuses = 1u << RESPONSE_PARTIAL | 1u << RESPONSE_DISCARDED}, "b", "2026-11-21"},
      {{.statuses = 1u << RESPONSE_DISCARDED}, "", ""},
      {{.from = STR_INIT("2026-11-21")}, "bcde", "2026-11-22"},
      {{.to = STR_INIT("2026-11-21")}, "abcd", "2026-11-21"},
      {{.from = STR_INIT("2026-11-21"), .to = STR_INIT("2026-11-21")}, "bcd", "2026-11-21"},
      {{.from = STR_INIT("2026-11-22"), .to = STR_INIT("2026-11-20")}, "", ""},
      {{.from = STR_INIT("2026-11-22"), .trials = true}, "ef", "2026-12-01"},
      {{.rounds = NAMES(STR_INIT("1"))}, "bc", "2026-11-21"},
      {{.rounds = NAMES(STR_INIT("1"), STR_INIT("10")), .trials = true}, "bcf", "2026-12-01"},
      {{.rounds = NAMES(STR_INIT(""))}, "a", "2026-11-20"},
      {{.rounds = NAMES(STR_INIT("2"), STR_INIT(""))}, "ade", "2026-11-22"},
      {{.rounds = NAMES(STR_INIT("3"))}, "", ""},
      {{.events = NAMES(STR_INIT("samling, \"stor\""))}, "e", "2026-11-22"},
      {{.events = NAMES({NULL, 0})}, "ab", "2026-11-21"},
      {{.places = NAMES(STR_INIT("Bodø"), STR_INIT("Bergen"))}, "be", "2026-11-22"},
      {{.places = NAMES(STR_INIT("oslo"))}, "", ""},
      {{.channels = NAMES(STR_INIT("web"))}, "de", "2026-11-22"},
      {{.channels = NAMES(STR_INIT(""))}, "", ""},
      {{.devices = NAMES(STR_INIT("kiosk-1"), STR_INIT("kiosk-3"), STR_INIT("kiosk-9"))}, "abe", "2026-11-22"},
      {{.trials = true,
        .statuses = 1u << RESPONSE_COMPLETE,
        .from = STR_INIT("2026-11-21"),
        .to = STR_INIT("2026-12-01"),
        .rounds = NAMES(STR_INIT("1"), STR_INIT("10")),
        .events = NAMES(STR_INIT(""), STR_INIT("frokost")),
        .places = NAMES(STR_INIT("Oslo")),
        .channels = NAMES(STR_INIT("kiosk")),
        .devices = NAMES(STR_INIT("kiosk-2"), STR_INIT("kiosk-3"))},
       "cf",
       "2026-12-01"},
  };
  Fixture *fixture = *state;
  put_visits(fixture);
  Store *store;
  Err err = {0};
  if (store_open_readonly(fixture_path(fixture, "a.db"), &store, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  assert_case(store, NULL, "abcde", "2026-11-22", COUNT_OF(cases));
  for (size_t i = 0; i < COUNT_OF(cases); i++)
    assert_case(store, &cases[i].filter, cases[i].want, cases[i].newest, i);
  store_close(store);
}

static void names_are_as_many_as_one_likes(void **state) {
  enum { MANY = 40000 }; /* more than SQLite takes as parameters */
  Fixture *fixture = *state;
  put_visits(fixture);
  Str *names = ARENA_ARRAY(fixture->arena, Str, MANY);
  for (size_t i = 0; i < MANY; i++)
    names[i] = i == MANY / 2 ? STR("kiosk-2") : arena_printf(fixture->arena, "tavle %zu", i);
  Store *store = fixture_open(fixture, "a.db");
  assert_case(store, &(StoreFilter){.devices = {names, MANY}}, "cd", "2026-11-21", 0);
  store_close(store);
}

static void another_forms_are_not_among_them(void **state) {
  Fixture *fixture = *state;
  put_visits(fixture);
  Store *store = fixture_open(fixture, "a.db");
  StoreCount count = {.rows = 7};
  Err err = {0};
  assert_int_equal(store_count(store, STR("samlin"), NULL, &count, &err), STATUS_OK);
  assert_int_equal(count.rows, 0);
  assert_string_equal(count.newest, "");
  store_close(store);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(each_field_and_all_together, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(names_are_as_many_as_one_likes, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(another_forms_are_not_among_them, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
