/* However often a kiosk is merged while its visitors come: no place in the merged file tells who of a group came first. */
#include "store/merging.h"

#include <stdlib.h>
#include <string.h>

enum { GROUP = 5, BATCHES = 16, VISITS = GROUP * BATCHES };

static const Form *group_form(Fixture *fixture) {
  return fixture_form(fixture, "settings: {form_id: samling, version: '1', default_language: nb}\n"
                               "kiosk: {privacy: {min_group: 5}}\n"
                               "survey:\n"
                               "  - {type: integer, name: antall, label: Hvor mange?}\n"
                               "  - {type: image, name: tegning, label: Tegn, appearance: draw}\n");
}

/* With a drawing longer than a page. */
static const char *put_visit(Fixture *fixture, const Form *form, int number) {
  char *pixels = arena_alloc(fixture->arena, 5000);
  memset(pixels, 'x', 4980);
  snprintf(pixels + 4980, 20, "visit %06d", number);
  Store *kiosk = fixture_open(fixture, "kiosk.db");
  const char *uuid = merging_put(
      fixture, kiosk, form,
      &(MergingVisit){.status = RESPONSE_COMPLETE, .answers = "{\"antall\":3,\"tegning\":\"tegning.png\"}", .drawing = pixels});
  store_close(kiosk);
  return uuid;
}

static size_t place_of(Str bytes, const char *wanted) {
  size_t length = strlen(wanted);
  for (size_t at = 0; at + length <= bytes.len; at++)
    if (bytes.ptr[at] == wanted[0] && memcmp(bytes.ptr + at, wanted, length) == 0) return at;
  fail_msg("not in the file: %s", wanted);
  return 0;
}

/* Of the pairs of a group that came one after the other, how many stand so? */
static size_t count_rising(const size_t *places) {
  size_t rising = 0;
  for (int i = 1; i < VISITS; i++)
    rising += i % GROUP != 0 && places[i] > places[i - 1];
  return rising;
}

static void assert_says_nothing(const size_t *places) {
  size_t pairs = BATCHES * (GROUP - 1);
  assert_in_range(count_rising(places), pairs / 4, pairs * 3 / 4);
}

static void try_with(uint32_t steps) {
  Fixture *fixture;
  assert_int_equal(fixture_setup((void **)&fixture), 0);
  const Form *form = group_form(fixture);
  const char *uuids[VISITS];
  for (int i = 0; i < VISITS; i++) {
    uuids[i] = put_visit(fixture, form, i);
    if ((uint32_t)i % steps == 0 || i == VISITS - 1) merging_merge(fixture, "all.db", "kiosk.db");
  }
  assert_string_equal(merging_verify(fixture, "all.db"), merging_verify(fixture, "kiosk.db"));
  Str file = fixture_read_file(fixture, "all.db");
  size_t drawings[VISITS], rows[VISITS];
  for (int i = 0; i < VISITS; i++)
    drawings[i] = place_of(file, arena_printf(fixture->arena, "visit %06d", i).ptr);
  assert_says_nothing(drawings);
  const char *root = fixture_query(fixture, "all.db", "SELECT rootpage FROM sqlite_schema WHERE name = 'response_form'");
  Str page = {file.ptr + ((size_t)atoi(root) - 1) * 4096, 4096};
  assert_int_equal(page.ptr[0], 0x0a); /* all of the index */
  for (int i = 0; i < VISITS; i++)
    rows[i] = place_of(page, uuids[i]);
  assert_says_nothing(rows);
  fixture_teardown((void **)&fixture);
}

static void after_every_visit(void **state) {
  (void)state;
  try_with(1);
}

static void after_some(void **state) {
  (void)state;
  try_with(3);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(after_every_visit), cmocka_unit_test(after_some)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
