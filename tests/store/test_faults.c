/* The Nth write, sync, truncation, opening ... fails, for N = 1, 2, ... until a run is clean: what was promised is there, what was refused
 * is there in full or not at all, and the same calls go through as soon as the cause has gone.
 *
 * test_store_faults [--every STEP]: looks at each STEPth N only, the tenth if not said; 1 takes some minutes. */
#include "store/fault_vfs.h"
#include "store/station.h"

#include <stdlib.h>
#include <string.h>

static size_t every = 10;
static SealSecret *secret; /* NULL: answers are stored open */

static bool mend(void *context) {
  (void)context;
  fault_vfs_disarm();
  return true;
}

typedef struct Tally {
  size_t runs, injected, failures, reopened;
} Tally;

/* True: the run came to its end without any failing. */
static bool run_with(const FaultKind *kind, size_t nth, Tally *tally) {
  Fixture *fixture;
  Station station;
  char what[96];
  snprintf(what, sizeof what, "%s, the %zuth time", kind->name, nth);
  assert_int_equal(fixture_setup((void **)&fixture), 0);
  station_begin(&station, fixture);
  station.what = what;
  station.mend = mend;
  station.key = secret;
  fault_vfs_arm(kind, nth);
  assert_true(station_run(&station));
  size_t injected = fault_vfs_disarm();
  station_check(&station);
  station_check_erased(&station);
  fixture_teardown((void **)&fixture);
  *tally =
      (Tally){tally->runs + 1, tally->injected + injected, tally->failures + station.failures, tally->reopened + station.reopened};
  return injected == 0;
}

static void inject_all(void) {
  for (size_t i = 0; i < fault_kind_count; i++) {
    Tally tally = {0};
    for (size_t nth = 1; !run_with(&fault_kinds[i], nth, &tally); nth += every)
      continue;
    print_message("%s: %-32s %5zu runs, %6zu calls failed in SQLite, %5zu in the store; reopened %zu times\n",
                  secret ? "sealed" : "plain", fault_kinds[i].name, tally.runs, tally.injected, tally.failures, tally.reopened);
  }
}

static void what_is_promised_survives_every_fault(void **state) {
  (void)state;
  inject_all();
}

static void sealed_it_survives_as_well(void **state) {
  (void)state;
  secret = seal_secret_new();
  inject_all();
  seal_secret_free(secret);
}

int main(int argc, char **argv) {
  if (argc == 3 && strcmp(argv[1], "--every") == 0) every = (size_t)strtoul(argv[2], NULL, 10);
  if (every == 0) every = 1;
  if (seal_init(NULL) != STATUS_OK) return 1;
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_promised_survives_every_fault),
      cmocka_unit_test(sealed_it_survives_as_well),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
