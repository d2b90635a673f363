/* Second copies by a program that stands in for kioskctl, and the day on which something is deleted. */
#include "bench.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { DAY_MS = 86400000 };

/* "backup --db X --to P", as the kiosk says it; it fails where there is a file P.fail, and takes as long as there is a P.hang. */
static const char copier[] = "#!/bin/sh\n"
                             "while [ -e \"$5.hang\" ]; do sleep 0.05; done\n"
                             "[ \"$1 $2 $4\" = 'backup --db --to' ] || exit 2\n"
                             "[ ! -e \"$5.fail\" ] || exit 3\n"
                             "echo x >>\"$5.count\"\n"
                             "cp \"$3\" \"$5\"\n";

static char helper[] = "/tmp/innspill-copier-XXXXXX";
static char target[96], count_file[112], fail_file[112], hang_file[112];

static void make_helper(void) {
  int file = mkstemp(helper);
  assert_true(file >= 0);
  assert_int_equal(write(file, copier, sizeof copier - 1), sizeof copier - 1);
  assert_int_equal(fchmod(file, 0700), 0);
  close(file);
}

static void forget_copies(void) {
  unlink(target);
  unlink(count_file);
  unlink(fail_file);
  unlink(hang_file);
}

static int set_up(void **state) {
  (void)state;
  snprintf(target, sizeof target, "%s.copy", helper);
  snprintf(count_file, sizeof count_file, "%s.count", target);
  snprintf(fail_file, sizeof fail_file, "%s.fail", target);
  snprintf(hang_file, sizeof hang_file, "%s.hang", target);
  forget_copies();
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  forget_copies();
  return 0;
}

static int copies(void) {
  struct stat file;
  return stat(count_file, &file) == 0 ? (int)file.st_size / 2 : 0;
}

static void answer(Bench *bench) { /* one complete response */
  bench_complete(bench, "2026-11-22");
  upkeep_rest(bench->upkeep);
}

static StaffBackup state_of(const Bench *bench) {
  int64_t wall_ms;
  return upkeep_backup(bench->upkeep, &wall_ms);
}

/* The other process has the machine's time to end; the kiosk then looks on its own clock. */
static void await_copy(Bench *bench) {
  for (int i = 0; i < 1000 && state_of(bench) == STAFF_BACKUP_RUNNING; i++) {
    nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
    bench_wait(bench, 500);
  }
  assert_int_not_equal(state_of(bench), STAFF_BACKUP_RUNNING);
}

static void begin(Bench *bench, const char *program, int every) {
  bench_begin(bench, &(BenchSetup){.kioskctl = program, .backup_to = target, .backup_every = every});
}

static void after_so_many_responses(void **state) {
  (void)state;
  Bench bench;
  begin(&bench, helper, 3);
  assert_int_equal(state_of(&bench), STAFF_BACKUP_NEVER_YET);
  answer(&bench);
  answer(&bench);
  assert_int_equal(state_of(&bench), STAFF_BACKUP_NEVER_YET);
  answer(&bench);
  assert_int_equal(state_of(&bench), STAFF_BACKUP_RUNNING);
  await_copy(&bench);
  assert_int_equal(state_of(&bench), STAFF_BACKUP_DONE);
  assert_int_equal(copies(), 1);
  answer(&bench);
  assert_int_equal(state_of(&bench), STAFF_BACKUP_DONE);
  upkeep_close(bench.upkeep); /* the fourth */
  assert_int_equal(copies(), 2);
  upkeep_close(bench.upkeep); /* nothing new */
  assert_int_equal(copies(), 2);
  bench_restart(&bench, &(BenchSetup){.kioskctl = helper, .backup_to = target, .backup_every = 3});
  assert_int_equal(state_of(&bench), STAFF_BACKUP_DONE);
  upkeep_close(bench.upkeep); /* it did not see itself what the copy has */
  assert_int_equal(copies(), 3);
  bench_end(&bench);
}

/* The power goes each evening, long before there are so many. */
static void what_a_kiosk_left_uncopied_the_next_one_copies(void **state) {
  (void)state;
  const BenchSetup setup = {.kioskctl = helper, .backup_to = target, .backup_every = 20};
  Bench bench;
  begin(&bench, helper, 20);
  bench_restart(&bench, &setup);
  assert_int_equal(state_of(&bench), STAFF_BACKUP_NEVER_YET); /* nobody came */
  answer(&bench);
  bench_restart(&bench, &setup); /* without upkeep_close, as when it is killed */
  assert_int_equal(state_of(&bench), STAFF_BACKUP_RUNNING);
  await_copy(&bench);
  assert_int_equal(copies(), 1);
  bench_restart(&bench, &setup);
  assert_int_equal(state_of(&bench), STAFF_BACKUP_DONE);
  assert_int_equal(copies(), 1);
  bench_end(&bench);
}

/* A stick that neither takes the copy nor refuses it: hardly ever looked after, and staff are told. */
static void one_that_hangs(void **state) {
  (void)state;
  Bench bench;
  int looks = 0;
  begin(&bench, helper, 1);
  fclose(fopen(hang_file, "w"));
  answer(&bench);
  for (int64_t due; (due = upkeep_deadline_ms(bench.upkeep, false)) < 3600000; looks++) {
    assert_int_equal(state_of(&bench), STAFF_BACKUP_RUNNING);
    bench.clock.now_ms = due;
    upkeep_tick(bench.upkeep, false);
  }
  assert_in_range(looks, 60, 70);
  bench.clock.now_ms = 3600000;
  assert_int_equal(state_of(&bench), STAFF_BACKUP_FAILED);
  unlink(hang_file);
  upkeep_close(bench.upkeep);
  assert_int_equal(state_of(&bench), STAFF_BACKUP_DONE);
  bench_end(&bench);
}

static void one_that_fails_is_tried_again(void **state) {
  (void)state;
  Bench bench;
  begin(&bench, helper, 2);
  fclose(fopen(fail_file, "w"));
  answer(&bench);
  answer(&bench);
  await_copy(&bench);
  assert_int_equal(state_of(&bench), STAFF_BACKUP_FAILED);
  const Troubles *troubles = storage_troubles(bench.storage);
  assert_true(troubles->count == 1 && troubles->items[0].fault == STAFF_FAULT_BACKUP && !troubles->items[0].over);
  unlink(fail_file);
  answer(&bench); /* one is enough now */
  await_copy(&bench);
  assert_int_equal(state_of(&bench), STAFF_BACKUP_DONE);
  assert_true(troubles->items[0].over);
  bench_end(&bench);
}

static void a_program_that_is_not_there(void **state) {
  (void)state;
  Bench bench;
  begin(&bench, "/nowhere/kioskctl", 1);
  answer(&bench);
  await_copy(&bench);
  assert_int_equal(state_of(&bench), STAFF_BACKUP_FAILED);
  bench_end(&bench);
}

static void at_rest_nothing_wakes_it_but_the_day(void **state) {
  (void)state;
  Bench bench;
  bench_begin(&bench, &(BenchSetup){.wall_ms = INT64_C(1795305600000)}); /* midnight */
  assert_int_equal(state_of(&bench), STAFF_BACKUP_NONE);
  assert_int_equal(upkeep_deadline_ms(bench.upkeep, true), 60000);
  assert_int_equal(upkeep_deadline_ms(bench.upkeep, false), INT64_MAX);
  bench.clock.now_ms = 60000;
  upkeep_tick(bench.upkeep, true);
  assert_int_equal(upkeep_deadline_ms(bench.upkeep, true), 3 * 3600000);
  bench.clock.now_ms = 3 * 3600000;
  upkeep_tick(bench.upkeep, true);
  assert_int_equal(upkeep_deadline_ms(bench.upkeep, true), DAY_MS + 3 * 3600000);
  upkeep_rest(bench.upkeep); /* the next visitors change nothing */
  assert_int_equal(upkeep_deadline_ms(bench.upkeep, true), DAY_MS + 3 * 3600000);
  bench_end(&bench);
}

static void look_on_day(Bench *bench, int64_t days) {
  bench->clock.epoch_ms = INT64_C(1795305600000) + days * DAY_MS - bench->clock.now_ms;
  upkeep_rest(bench->upkeep);
  bench->clock.now_ms += 60000;
  upkeep_tick(bench->upkeep, true);
}

static void the_day_is_remembered(void **state) {
  (void)state;
  Bench bench;
  bench_begin(&bench, &(BenchSetup){.wall_ms = INT64_C(1795305600000)}); /* 2026-11-22 */
  Str day;
  Err err = {0};
  static const struct {
    int64_t days;
    const char *remembered;
  } cases[] = {{0, "2026-11-22"}, {1, "2026-11-23"}, {400, "2026-11-23 2027-12-27"}, {2, "2026-11-24"}};
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    look_on_day(&bench, cases[i].days);
    assert_int_equal(storage_get_setting(bench.storage, STR("upkeep_day"), bench.material.arena, &day, &err), STATUS_OK);
    assert_string_equal(day.ptr, cases[i].remembered);
  }
  bench_end(&bench);
}

static void staff_are_told_while_the_clock_is_not_believed(void **state) {
  (void)state;
  static const struct {
    int64_t days;
    size_t told;
    bool over;
  } cases[] = {{0, 0, false},   {1, 0, false},   {40, 1, false}, {41, 1, false}, {2, 1, true},
               {-99, 2, false}, {-93, 2, false}, {-92, 2, true}, {-91, 2, true}};
  Bench bench;
  bench_begin(&bench, &(BenchSetup){0});
  const Troubles *troubles = storage_troubles(bench.storage);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    look_on_day(&bench, cases[i].days);
    assert_int_equal(troubles->count, cases[i].told);
    if (cases[i].told == 0) continue;
    assert_int_equal(troubles->items[0].fault, STAFF_FAULT_CLOCK);
    assert_int_equal(troubles->items[0].over, cases[i].over);
  }
  look_on_day(&bench, 0);
  bench_restart(&bench, &(BenchSetup){0});
  look_on_day(&bench, 1); /* another process doubts as well */
  troubles = storage_troubles(bench.storage);
  assert_true(troubles->count == 1 && troubles->items[0].fault == STAFF_FAULT_CLOCK && !troubles->items[0].over);
  bench_end(&bench);
}

#define UPKEEP_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  Err err = {0};
  setenv("TZ", "UTC", 1);
  if (seal_init(&err) != STATUS_OK) return 1;
  make_helper();
  const struct CMUnitTest tests[] = {
      UPKEEP_TEST(after_so_many_responses),
      UPKEEP_TEST(one_that_fails_is_tried_again),
      UPKEEP_TEST(a_program_that_is_not_there),
      UPKEEP_TEST(at_rest_nothing_wakes_it_but_the_day),
      UPKEEP_TEST(the_day_is_remembered),
      UPKEEP_TEST(staff_are_told_while_the_clock_is_not_believed),
      UPKEEP_TEST(what_a_kiosk_left_uncopied_the_next_one_copies),
      UPKEEP_TEST(one_that_hangs),
  };
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  unlink(helper);
  return failed;
}
