/* Who came before whom: neither the place of a numbered response in the file nor the log beside it tells. */
#include "store/fixture.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { GROUP = 5 };

static const Form *group_form(Fixture *fixture) {
  return fixture_form(fixture, "settings: {form_id: samling, version: '1', default_language: nb}\n"
                               "kiosk: {privacy: {min_group: 5}}\n"
                               "survey:\n"
                               "  - {type: integer, name: antall, label: Hvor mange?}\n"
                               "  - {type: image, name: tegning, label: Tegn, appearance: draw}\n");
}

static Store *open_with_form(Fixture *fixture, const Form *form) {
  Store *store = fixture_open(fixture, "a.db");
  Err err = {0};
  if (store_add_form(store, form, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  return store;
}

/* As it is answered: several puts of one row, with a drawing longer than a page. */
static Str put_visit(Fixture *fixture, Store *store, const Form *form, int number) {
  char *pixels = arena_alloc(fixture->arena, 5000);
  memset(pixels, 'x', 5000);
  snprintf(pixels + 4980, 20, "visit %06d", number);
  const StoreAttachment drawing = {STR("tegning.png"), {pixels, 5000}};
  Response visit = fixture_response(fixture, store, form, "{}");
  fixture_put(store, &visit);
  visit.answers = STR("{\"antall\":3,\"tegning\":\"tegning.png\"}");
  visit.attachments = &drawing;
  visit.attachment_count = 1;
  fixture_put(store, &visit);
  visit.status = RESPONSE_COMPLETE;
  fixture_put(store, &visit);
  return visit.uuid;
}

static size_t place_of(Str bytes, Str wanted) {
  for (size_t at = 0; at + wanted.len <= bytes.len; at++)
    if (bytes.ptr[at] == wanted.ptr[0] && memcmp(bytes.ptr + at, wanted.ptr, wanted.len) == 0) return at;
  fail_msg("not in the file: " STR_FMT, STR_ARG(wanted));
  return 0;
}

/* Which of its group, by their places, was the first to come. */
static size_t rank_of_first(const size_t *places) {
  size_t rank = 0;
  for (size_t i = 1; i < GROUP; i++)
    rank += places[i] < places[0];
  return rank;
}

static void assert_even(const size_t *ranks, size_t batches) {
  for (size_t i = 0; i < GROUP; i++)
    assert_in_range(ranks[i], batches / GROUP / 3, batches / GROUP * 2);
}

static void places_of_drawings_say_nothing(void **state) {
  enum { BATCHES = 60 };
  Fixture *fixture = *state;
  const Form *form = group_form(fixture);
  Store *store = open_with_form(fixture, form);
  for (int i = 0; i < BATCHES * GROUP; i++)
    put_visit(fixture, store, form, i);
  store_close(store);
  Str file = fixture_read_file(fixture, "a.db");
  size_t ranks[GROUP] = {0};
  for (int batch = 0; batch < BATCHES; batch++) {
    size_t places[GROUP];
    for (int i = 0; i < GROUP; i++)
      places[i] = place_of(file, arena_printf(fixture->arena, "visit %06d", batch * GROUP + i));
    ranks[rank_of_first(places)]++;
  }
  assert_even(ranks, BATCHES);
}

/* A sealed row never fits into a page of rows. */
static void places_of_sealed_rows_say_nothing(void **state) {
  enum { BATCHES = 60 };
  Fixture *fixture = *state;
  Err err = {0};
  assert_int_equal(seal_init(&err), STATUS_OK);
  SealSecret *secret = seal_secret_new();
  const Form *form = group_form(fixture);
  Store *store = open_with_form(fixture, form);
  assert_int_equal(store_seal_with(store, seal_public_of(secret), &err), STATUS_OK);
  Str uuids[BATCHES * GROUP];
  for (int i = 0; i < BATCHES * GROUP; i++)
    uuids[i] = put_visit(fixture, store, form, i);
  store_close(store);
  seal_secret_free(secret);
  Str file = fixture_read_file(fixture, "a.db");
  size_t ranks[GROUP] = {0};
  for (int batch = 0; batch < BATCHES; batch++) {
    size_t places[GROUP];
    for (int i = 0; i < GROUP; i++) {
      static const char sql[] = "SELECT hex(substr(sealed_text, -16)) FROM response WHERE uuid = '%s'";
      const char *hex = fixture_query(fixture, "a.db", arena_printf(fixture->arena, sql, uuids[batch * GROUP + i].ptr).ptr);
      char end[16];
      for (size_t k = 0; k < sizeof end; k++)
        end[k] = (char)strtol((const char[]){hex[2 * k], hex[2 * k + 1], '\0'}, NULL, 16);
      places[i] = place_of(file, (Str){end, sizeof end});
    }
    ranks[rank_of_first(places)]++;
  }
  assert_even(ranks, BATCHES);
}

/* Within a page SQLite puts what comes later before what is there. */
static void places_within_a_page_say_nothing(void **state) {
  enum { BATCHES = 14 };
  Fixture *fixture = *state;
  const Form *form = group_form(fixture);
  Store *store = open_with_form(fixture, form);
  Str uuids[BATCHES * GROUP];
  for (int i = 0; i < BATCHES * GROUP; i++)
    uuids[i] = put_visit(fixture, store, form, i);
  store_close(store);
  Str file = fixture_read_file(fixture, "a.db");
  size_t page_ix =
      (size_t)atoi(fixture_query(fixture, "a.db", "SELECT rootpage FROM sqlite_schema WHERE name = 'response_form'")) - 1;
  Str page = {file.ptr + page_ix * 4096, 4096};
  assert_int_equal(page.ptr[0], 0x0a); /* all of the index */
  size_t falling = 0;
  for (int batch = 0; batch < BATCHES; batch++)
    for (int i = 1; i < GROUP; i++)
      falling += place_of(page, uuids[batch * GROUP + i]) < place_of(page, uuids[batch * GROUP + i - 1]);
  size_t pairs = BATCHES * (GROUP - 1);
  assert_in_range(falling, pairs / 4, pairs * 3 / 4);
}

static void the_log_is_emptied_with_each_group(void **state) {
  Fixture *fixture = *state;
  const Form *form = group_form(fixture);
  Store *store = open_with_form(fixture, form);
  const char *log = fixture_path(fixture, "a.db-wal");
  struct stat info;
  for (int i = 0; i < GROUP; i++) {
    assert_int_equal(stat(log, &info), 0);
    assert_true(i == 0 || info.st_size > 0);
    put_visit(fixture, store, form, i);
  }
  assert_int_equal(stat(log, &info), 0);
  assert_int_equal(info.st_size, 0);
  store_close(store);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(places_of_drawings_say_nothing, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(places_of_sealed_rows_say_nothing, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(places_within_a_page_say_nothing, fixture_setup, fixture_teardown),
      cmocka_unit_test_setup_teardown(the_log_is_emptied_with_each_group, fixture_setup, fixture_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
