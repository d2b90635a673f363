/* A database whose numbers no kiosk counts, as when somebody wrote into it: what it has of that device is left out, and nothing else. */
#include "store/merging.h"

#include <string.h>

static const char *const damages[] = {
    "UPDATE device SET first = -9223372036854775807 - 1",
    "UPDATE device SET first = 0",
    "UPDATE device SET first = 9223372036854775807",
    "UPDATE device SET last = 9223372036854775807",
    "UPDATE device SET last = -9223372036854775807 - 1",
    "UPDATE device SET last = first - 2",
    "UPDATE device SET first = 9223372036854775807, last = 9223372036854775807",
    "UPDATE device SET completed = -1",
    "UPDATE device SET completed = 9223372036854775807",
    "UPDATE device SET completed = -9223372036854775807 - 1",
    "INSERT INTO purge VALUES ('00000000-0000-4000-8000-00000000000a', 'kiosk-1', 'samling', 'response', 9223372036854775807, 0, 0,"
    " '2026-02-01'), ('00000000-0000-4000-8000-00000000000b', 'kiosk-1', 'samling', 'response', 1, 0, 0, '2026-02-01')",
    "INSERT INTO purge VALUES ('00000000-0000-4000-8000-00000000000a', 'kiosk-1', 'samling', 'response', 0, 9223372036854775807, 0,"
    " '2026-02-01')",
    "INSERT INTO purge VALUES ('00000000-0000-4000-8000-00000000000a', 'kiosk-1', 'samling', 'free_text', 0, 0,"
    " -9223372036854775807 - 1, '2026-02-01')",
};

static void damage(Fixture *fixture, const char *name, const char *how) {
  fixture_query(fixture, name, arena_printf(fixture->arena, "PRAGMA ignore_check_constraints = ON; %s", how).ptr);
}

static void the_chain_is_left_out(void **state) {
  for (size_t i = 0; i < COUNT_OF(damages); i++) {
    Fixture *fixture;
    assert_int_equal(fixture_setup((void **)&fixture), 0);
    const Form *form = merging_form(fixture, "samling", 1);
    merging_fill(fixture, "good.db", "kiosk-1", form, 4);
    merging_copy(fixture, "good.db", "bad.db");
    damage(fixture, "bad.db", damages[i]);
    merging_fill(fixture, "bad.db", "kiosk-2", form, 3);
    const char *ways[] = {"good.db bad.db", "bad.db good.db", "bad.db"};
    for (size_t k = 0; k < COUNT_OF(ways); k++) {
      const char *name = arena_printf(fixture->arena, "way-%zu.db", k).ptr;
      Merged merged = merging_try(fixture, name, ways[k]);
      if (merged.status != STATUS_OK) fail_msg("%s: %s", damages[i], merged.err.sentence);
      if (merged.report.conflicts != 1 || strstr(merged.conflicts, "device kiosk-1: it has numbers in ") == NULL)
        fail_msg("%s: %s", damages[i], merged.conflicts);
      assert_non_null(strstr(merged.conflicts, "bad.db that no kiosk counts"));
      const char *of_other = "kiosk-2: 1-3 3 whole 0 purged 0 waiting 0 partial 0 trial 0 missing\n";
      const char *wanted = arena_printf(fixture->arena, "%s%s", k < 2 ? merging_verify(fixture, "good.db") : "", of_other).ptr;
      assert_string_equal(merging_verify(fixture, name), wanted);
    }
    fixture_teardown((void **)&fixture);
  }
  (void)state;
}

/* Where nothing can be left out, nothing is merged. */
static void what_is_merged_into_has_to_be_whole(void **state) {
  for (size_t i = 0; i < COUNT_OF(damages); i++) {
    Fixture *fixture;
    assert_int_equal(fixture_setup((void **)&fixture), 0);
    const Form *form = merging_form(fixture, "samling", 1);
    merging_fill(fixture, "all.db", "kiosk-1", form, 4);
    merging_fill(fixture, "good.db", "kiosk-2", form, 3);
    damage(fixture, "all.db", damages[i]);
    const char *before = merging_dump(fixture, "all.db");
    Merged merged = merging_try(fixture, "all.db", "good.db");
    assert_int_equal(merged.status, STATUS_WORLD);
    assert_string_equal(merged.err.code, "db-corrupt");
    assert_non_null(strstr(merged.err.sentence, "nothing was merged: device kiosk-1 has numbers in the database "));
    assert_string_equal(merging_dump(fixture, "all.db"), before);
    fixture_teardown((void **)&fixture);
  }
  (void)state;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_chain_is_left_out),
      cmocka_unit_test(what_is_merged_into_has_to_be_whole),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
