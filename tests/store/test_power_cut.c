/* The power goes in the middle of things, again and again: what was promised before is there, and the kiosk goes on.
 *
 * test_store_power_cut [SEEDS [FIRST]]: how many stories, 300 if not said, and the first one's number. In every third
 * answers are sealed; in every fourth a sync fails as well. */
#include "store/power_vfs.h"
#include "store/station.h"

#include <stdlib.h>

enum { CUTS_MAX = 3, SYNCS = 60 /* about as many as a story has */ };

static size_t seeds = 300, first_seed = 1;
static SealSecret *secret;

static bool mend(void *context) {
  (void)context;
  return !power_vfs_is_cut();
}

static size_t count_changes(void) {
  Fixture *fixture;
  Station station;
  assert_int_equal(fixture_setup((void **)&fixture), 0);
  station_begin(&station, fixture);
  station.mend = mend;
  power_vfs_begin(0, 0);
  assert_true(station_run(&station));
  size_t changes = power_vfs_change_count();
  power_vfs_end();
  station_check(&station);
  fixture_teardown((void **)&fixture);
  return changes;
}

/* Half of the time nobody looks at the file before the kiosk does. */
static bool cut_once(Station *station, uint64_t seed, size_t nth, bool look) {
  char what[96];
  snprintf(what, sizeof what, "seed %llu, the power gone at change %zu", (unsigned long long)seed, nth);
  station->what = what;
  power_vfs_begin(seed, nth);
  if (seed % 4 == 1) power_vfs_fail_sync(1 + random_below(&station->fixture->random, SYNCS));
  bool done = station_run(station);
  power_vfs_end();
  if (look || done) station_check(station);
  return !done;
}

static size_t tell_story(uint64_t seed, size_t changes) {
  Fixture *fixture;
  Station station;
  size_t cuts = 0;
  assert_int_equal(fixture_setup((void **)&fixture), 0);
  fixture->seed = seed;
  station_begin(&station, fixture);
  station.key = seed % 3 == 0 ? secret : NULL;
  station.mend = mend;
  while (cuts < CUTS_MAX) {
    size_t nth = 1 + random_below(&fixture->random, (uint32_t)(changes / (cuts + 1)));
    if (!cut_once(&station, seed + cuts * 1000003, nth, seed % 2 == 0)) break;
    cuts++;
  }
  cut_once(&station, seed, 0, true);
  station_check_erased(&station);
  fixture_teardown((void **)&fixture);
  return cuts;
}

static void what_is_promised_survives_the_power(void **state) {
  (void)state;
  size_t changes = count_changes(), cuts = 0;
  for (size_t i = 0; i < seeds; i++)
    cuts += tell_story(first_seed + i, changes);
  print_message("%zu power cuts in %zu stories of %zu changes to files\n", cuts, seeds, changes);
}

int main(int argc, char **argv) {
  if (argc > 1) seeds = (size_t)strtoul(argv[1], NULL, 10);
  if (argc > 2) first_seed = (size_t)strtoul(argv[2], NULL, 10);
  if (seal_init(NULL) != STATUS_OK) return 1;
  secret = seal_secret_new();
  const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_promised_survives_the_power)};
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  seal_secret_free(secret);
  return failed;
}
