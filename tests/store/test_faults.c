/* The Nth write, sync, truncation, opening ... fails, for N = 1, 2, ... until a run is clean: what was promised is there, what was refused
 * is there in full or not at all, and the same calls go through as soon as the cause has gone.
 *
 * test_store_faults [--every STEP]: looks at each STEPth N only, the tenth if not said; 1 takes some minutes. */
#include "store/fault_vfs.h"
#include "store/station.h"

#include <stdlib.h>
#include <string.h>

static const FaultKind kinds[] = {
    {"a write fails", VFS_WRITE, SQLITE_IOERR_WRITE, false, false},
    {"a write is torn", VFS_WRITE, SQLITE_IOERR_WRITE, true, false},
    {"a disk is full for a moment", VFS_WRITE, SQLITE_FULL, true, false},
    {"no write goes through", VFS_WRITE, SQLITE_IOERR_WRITE, false, true},
    {"the disk is full", VFS_WRITE, SQLITE_FULL, true, true},
    {"the disk may only be read", VFS_WRITE, SQLITE_READONLY, false, true},
    {"a read fails", VFS_READ, SQLITE_IOERR_READ, false, false},
    {"no read goes through", VFS_READ, SQLITE_IOERR_READ, false, true},
    {"a sync fails", VFS_SYNC, SQLITE_IOERR_FSYNC, false, false},
    {"no sync goes through", VFS_SYNC, SQLITE_IOERR_FSYNC, false, true},
    {"a truncation fails", VFS_TRUNCATE, SQLITE_IOERR_TRUNCATE, false, false},
    {"no truncation goes through", VFS_TRUNCATE, SQLITE_IOERR_TRUNCATE, false, true},
    {"a file cannot be opened", VFS_OPEN, SQLITE_CANTOPEN, false, false},
    {"no file can be opened", VFS_OPEN, SQLITE_CANTOPEN, false, true},
    {"a file cannot be deleted", VFS_DELETE, SQLITE_IOERR_DELETE, false, false},
    {"no file can be deleted", VFS_DELETE, SQLITE_IOERR_DELETE, false, true},
    {"a lock fails", VFS_LOCK, SQLITE_IOERR_LOCK, false, false},
    {"no lock is to be had", VFS_LOCK, SQLITE_IOERR_LOCK, false, true},
    {"somebody holds the file", VFS_LOCK, SQLITE_BUSY, false, true},
    {"shared memory fails", VFS_SHM_MAP, SQLITE_IOERR_SHMMAP, false, false},
    {"there is no shared memory", VFS_SHM_MAP, SQLITE_CANTOPEN, false, true},
    {"a lock of the log fails", VFS_SHM_LOCK, SQLITE_IOERR_SHMLOCK, false, false},
    {"somebody holds the log", VFS_SHM_LOCK, SQLITE_BUSY, false, true},
};

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
  for (size_t i = 0; i < COUNT_OF(kinds); i++) {
    Tally tally = {0};
    for (size_t nth = 1; !run_with(&kinds[i], nth, &tally); nth += every)
      continue;
    print_message("%s: %-32s %5zu runs, %6zu calls failed in SQLite, %5zu in the store; reopened %zu times\n",
                  secret ? "sealed" : "plain", kinds[i].name, tally.runs, tally.injected, tally.failures, tally.reopened);
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
