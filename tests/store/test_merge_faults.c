/* The Nth write, sync, read ... fails while databases are merged, or the process is killed there: either all of it is done or nothing, the
 * sources are as they were, and the same is done when the cause has gone.
 *
 * test_store_merge_faults [--every STEP]: looks at each STEPth N only, the fifteenth if not said. */
#include "store/fault_vfs.h"
#include "store/merging.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static size_t every = 15;
static char under_way[128]; /* what is being tried; empty: nothing any more */

static const char sources[] = "a.db b.db";

typedef struct Deed {
  const char *name;
  const char *into;   /* what is there: a file in the folder; NULL: nothing */
  const char *before; /* its dump */
  const char *wanted;
} Deed;

/* A new database, or one that is there, which gets more and loses what was deleted on time. */
static void prepare(Fixture *fixture) {
  const Form *form = merging_form(fixture, "samling", 1);
  Store *store = fixture_open(fixture, "a.db");
  for (int i = 0; i < 6; i++)
    merging_put(fixture, store, form,
                &(MergingVisit){.time = i % 2 ? "2026-01-01" : "2026-01-25",
                                .status = i ? RESPONSE_COMPLETE : RESPONSE_PARTIAL,
                                .answers = "{\"nytte\":\"ja\",\"hvorfor\":\"ord som skal bort\"}",
                                .drawing = "ord som skal bort"});
  store_close(store);
  merging_merge(fixture, "there.db", "a.db");
  merging_fill(fixture, "there.db", "disk", form, 2);
  merging_purge(fixture, "a.db", "2026-02-10");
  merging_fill(fixture, "a.db", "kiosk-1", form, 3);
  merging_fill(fixture, "b.db", "sal", merging_form(fixture, "samling", 2), 4);
}

static void put_there(Fixture *fixture, const Deed *deed) {
  static const char *const endings[] = {"", "-wal", "-shm", ".part"};
  for (size_t i = 0; i < COUNT_OF(endings); i++)
    unlink(fixture_path(fixture, arena_printf(fixture->arena, "all.db%s", endings[i]).ptr));
  if (deed->into == NULL) return;
  Str bytes = fixture_read_file(fixture, deed->into);
  fixture_write_file(fixture, "all.db", bytes.ptr, bytes.len);
}

static bool is_there(Fixture *fixture, const char *name) {
  return access(fixture_path(fixture, name), F_OK) == 0;
}

static void check(Fixture *fixture, const Deed *deed, bool done) {
  bool exists = is_there(fixture, "all.db");
  if (!exists && (done || deed->into != NULL)) fail_msg("the database is not there");
  if (!exists) return;
  const char *dump = merging_dump(fixture, "all.db");
  bool is_before = deed->before != NULL && strcmp(dump, deed->before) == 0, is_wanted = strcmp(dump, deed->wanted) == 0;
  if (!is_wanted && (done || !is_before)) fail_msg("neither all nor nothing: %s", dump);
  merging_verify(fixture, "all.db");
}

static void check_erased(Fixture *fixture) {
  Str bytes = fixture_read_file(fixture, "all.db");
  for (size_t i = 0; i + 8 <= bytes.len; i++)
    if (memcmp(bytes.ptr + i, "som skal", 8) == 0) fail_msg("something is left of what was deleted");
}

static void do_again(Fixture *fixture, const Deed *deed) {
  merging_merge(fixture, "all.db", sources);
  check(fixture, deed, true);
  store_close(fixture_open(fixture, "all.db")); /* may have to clean up what could not be then */
  check_erased(fixture);
  if (is_there(fixture, "all.db.part")) fail_msg("a half made database is left");
}

/* True: it went to its end without any failing. */
static bool fails_at(Fixture *fixture, const Deed *deed, const FaultKind *kind, size_t nth, size_t *failures) {
  snprintf(under_way, sizeof under_way, "%s: %s, the %zuth time", deed->name, kind->name, nth);
  put_there(fixture, deed);
  fault_vfs_arm(kind, nth);
  Merged merged = merging_try(fixture, "all.db", sources);
  size_t injected = fault_vfs_disarm();
  check(fixture, deed, merged.status == STATUS_OK);
  *failures += merged.status != STATUS_OK;
  if (merged.status != STATUS_OK && strstr(merged.err.sentence, " was merged") == NULL)
    fail_msg("%s: %s", merged.err.code, merged.err.sentence);
  do_again(fixture, deed);
  return injected == 0;
}

static size_t calls_left; /* until the process is gone */

static int count_down(void *context, const VfsCall *call, size_t *torn) {
  (void)context, (void)torn;
  if (call->op == VFS_READ) return SQLITE_OK;
  if (--calls_left == 0) _exit(9);
  return SQLITE_OK;
}

/* True: it came to its end before. */
static bool is_killed_at(Fixture *fixture, const Deed *deed, size_t nth) {
  static const VfsWatcher watcher = {.before = count_down};
  snprintf(under_way, sizeof under_way, "%s: killed at call %zu", deed->name, nth);
  put_there(fixture, deed);
  pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) {
    calls_left = nth;
    vfs_shim_watch(&watcher);
    Merged merged = merging_try(fixture, "all.db", sources);
    _exit(merged.status == STATUS_OK ? 0 : 1);
  }
  int status;
  assert_int_equal(waitpid(child, &status, 0), child);
  int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  if (code != 0 && code != 9) fail_msg("it ended with %d", code);
  check(fixture, deed, code == 0);
  do_again(fixture, deed);
  return code == 0;
}

static void all_or_nothing(void **state) {
  Fixture *fixture = *state;
  fault_vfs_disarm();
  prepare(fixture);
  merging_merge(fixture, "new.db", sources);
  Str bytes = fixture_read_file(fixture, "there.db");
  fixture_write_file(fixture, "more.db", bytes.ptr, bytes.len);
  merging_merge(fixture, "more.db", sources);
  const Deed deeds[] = {
      {"a new database", NULL, NULL, merging_dump(fixture, "new.db")},
      {"one that is there", "there.db", merging_dump(fixture, "there.db"), merging_dump(fixture, "more.db")},
  };
  Str a = fixture_read_file(fixture, "a.db"), b = fixture_read_file(fixture, "b.db");
  for (size_t i = 0; i < COUNT_OF(deeds); i++) {
    size_t failures = 0, kills = 0;
    for (size_t k = 0; k < fault_kind_count; k++)
      for (size_t nth = 1; !fails_at(fixture, &deeds[i], &fault_kinds[k], nth, &failures); nth += every)
        continue;
    for (size_t nth = 1; !is_killed_at(fixture, &deeds[i], nth); nth += every)
      kills++;
    print_message("%s: %zu merges failed, %zu were killed\n", deeds[i].name, failures, kills);
    if (failures == 0 || kills == 0) fail_msg("nothing failed");
  }
  assert_true(str_equal(fixture_read_file(fixture, "a.db"), a) && str_equal(fixture_read_file(fixture, "b.db"), b));
  under_way[0] = '\0';
}

static int tell_where(void **state) {
  if (under_way[0] != '\0') print_error("this was tried: %s\n", under_way);
  return fixture_teardown(state);
}

int main(int argc, char **argv) {
  if (argc == 3 && strcmp(argv[1], "--every") == 0) every = (size_t)strtoul(argv[2], NULL, 10);
  if (every == 0) every = 1;
  const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(all_or_nothing, fixture_setup, tell_where)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
