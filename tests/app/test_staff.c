/* Who looks after the kiosk: the PIN, what it opens, and how long it stays open. */
#include "bench.h"
#include "kiosk_state.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static Arena *arena;
static Str pin_hash;

static void try_pin(Bench *bench, const char *digits) {
  char pin[SEAL_PIN_MAX + 1]; /* the interface's own, which is given away */
  snprintf(pin, sizeof pin, "%s", digits);
  size_t length = strlen(pin);
  bench_act(bench, (UiAction){.kind = UI_PIN, .value = value_text((Str){pin, length})});
  for (size_t i = 0; i < length; i++)
    assert_int_equal(pin[i], '\0');
}

static void begin(Bench *bench) {
  bench_begin(bench, &(BenchSetup){.pin_hash = pin_hash});
}

static void enter(Bench *bench) {
  bench_act(bench, (UiAction){.kind = UI_STAFF});
  assert_int_equal(bench_screen(bench), SCREEN_STAFF);
  assert_false(kiosk_scene(bench->kiosk)->staff->open);
}

static void open_desk(Bench *bench) {
  enter(bench);
  try_pin(bench, "2468");
  assert_true(kiosk_scene(bench->kiosk)->staff->open);
}

static void without_a_pin_there_is_none(void **state) {
  (void)state;
  Bench bench;
  bench_begin(&bench, &(BenchSetup){0});
  assert_false(kiosk_scene(bench.kiosk)->staff_entry);
  bench_act(&bench, (UiAction){.kind = UI_STAFF});
  assert_int_equal(bench_screen(&bench), SCREEN_ATTRACT);
  bench_end(&bench);
}

/* Whatever comes before the PIN is right does nothing and tells nothing. */
static void behind_the_pin(void **state) {
  (void)state;
  Bench bench;
  begin(&bench);
  assert_true(kiosk_scene(bench.kiosk)->staff_entry);
  enter(&bench);
  static const UiActionKind kinds[] = {UI_PAUSE, UI_FORMS, UI_QUIT};
  for (size_t i = 0; i < COUNT_OF(kinds); i++)
    bench_act(&bench, (UiAction){.kind = kinds[i]});
  assert_int_equal(bench_screen(&bench), SCREEN_STAFF);
  assert_false(kiosk_is_over(bench.kiosk));
  const Staff *staff = kiosk_scene(bench.kiosk)->staff;
  assert_true(staff->form.len == 0 && staff->device.len == 0 && staff->free_bytes == -1 && !staff->open);
  try_pin(&bench, "2468");
  staff = kiosk_scene(bench.kiosk)->staff;
  assert_true(staff->open && str_is(staff->form, "Kort") && str_is(staff->device, "test") && staff->free_bytes > 0);
  bench_act(&bench, (UiAction){.kind = UI_BACK});
  assert_int_equal(bench_screen(&bench), SCREEN_ATTRACT);
  assert_null(kiosk_scene(bench.kiosk)->staff);
  enter(&bench); /* and it is closed again */
  bench_end(&bench);
}

static void not_in_a_visit(void **state) {
  (void)state;
  Bench bench;
  bench_begin(&bench, &(BenchSetup){.pin_hash = pin_hash, .start_at_question = true});
  assert_false(kiosk_scene(bench.kiosk)->staff_entry);
  bench_act(&bench, (UiAction){.kind = UI_STAFF});
  assert_int_equal(bench_screen(&bench), SCREEN_QUESTION);
  bench_end(&bench);
}

static void it_closes_by_itself(void **state) {
  (void)state;
  Bench bench;
  begin(&bench);
  open_desk(&bench);
  bench_wait(&bench, 59999);
  kiosk_input(bench.kiosk, &(Input){.kind = INPUT_POINTER_MOVE, .x = 1, .y = 1, .pointer = 1});
  bench_wait(&bench, 59999);
  assert_int_equal(bench_screen(&bench), SCREEN_STAFF);
  bench_wait(&bench, 1);
  assert_int_equal(bench_screen(&bench), SCREEN_ATTRACT);
  bench_end(&bench);
}

static void guesses_are_slowed_down_across_a_restart(void **state) {
  (void)state;
  Bench bench;
  begin(&bench);
  enter(&bench);
  for (int i = 0; i < 3; i++) {
    assert_int_equal(kiosk_scene(bench.kiosk)->staff->wait_s, 0);
    try_pin(&bench, "1111");
    assert_true(kiosk_scene(bench.kiosk)->staff->wrong_pin);
  }
  assert_int_equal(kiosk_scene(bench.kiosk)->staff->wait_s, 30);
  try_pin(&bench, "2468"); /* not looked at */
  assert_false(kiosk_scene(bench.kiosk)->staff->open);
  bench_wait(&bench, 10000);
  assert_int_equal(kiosk_scene(bench.kiosk)->staff->wait_s, 20);

  bench_restart(&bench, &(BenchSetup){.pin_hash = pin_hash});
  enter(&bench);
  assert_int_equal(kiosk_scene(bench.kiosk)->staff->wait_s, 30);
  bench_wait(&bench, 30000);
  assert_int_equal(kiosk_scene(bench.kiosk)->staff->wait_s, 0);
  try_pin(&bench, "1111");
  assert_int_equal(kiosk_scene(bench.kiosk)->staff->wait_s, 60);
  bench_act(&bench, (UiAction){.kind = UI_BACK});
  bench_wait(&bench, 60000);
  open_desk(&bench);

  bench_restart(&bench, &(BenchSetup){.pin_hash = pin_hash});
  enter(&bench); /* the right one has forgiven */
  try_pin(&bench, "1111");
  try_pin(&bench, "1111");
  assert_int_equal(kiosk_scene(bench.kiosk)->staff->wait_s, 0);
  bench_end(&bench);
}

static void a_pause_lasts_until_staff_end_it(void **state) {
  (void)state;
  Bench bench;
  bench_begin(&bench, &(BenchSetup){.pin_hash = pin_hash, .wall_ms = INT64_C(9) * 3600000, .open_by_day = true});
  open_desk(&bench);
  bench_act(&bench, (UiAction){.kind = UI_PAUSE});
  assert_int_equal(bench_screen(&bench), SCREEN_CLOSED);
  assert_true(kiosk_scene(bench.kiosk)->paused);
  bench_wait(&bench, INT64_C(24) * 3600000); /* over a night */
  assert_int_equal(bench_screen(&bench), SCREEN_CLOSED);
  assert_true(kiosk_scene(bench.kiosk)->paused && kiosk_scene(bench.kiosk)->staff_entry);
  open_desk(&bench);
  assert_true(kiosk_scene(bench.kiosk)->staff->paused);
  bench_act(&bench, (UiAction){.kind = UI_BACK});
  assert_int_equal(bench_screen(&bench), SCREEN_CLOSED);
  open_desk(&bench);
  bench_act(&bench, (UiAction){.kind = UI_PAUSE});
  assert_int_equal(bench_screen(&bench), SCREEN_ATTRACT);
  bench_end(&bench);
}

static void the_choice_of_forms_is_theirs(void **state) {
  (void)state;
  Bench bench;
  bench_begin(&bench, &(BenchSetup){.pin_hash = pin_hash, .form = "tests/play/forms"});
  assert_int_equal(bench_screen(&bench), SCREEN_CHOOSER);
  bench_act(&bench, (UiAction){.kind = UI_CHOOSE_FORM, .form_ix = 2});
  kiosk_input(bench.kiosk, &(Input){.kind = INPUT_KEY, .key = KEY_ESCAPE});
  assert_int_equal(bench_screen(&bench), SCREEN_ATTRACT);
  open_desk(&bench);
  assert_true(kiosk_scene(bench.kiosk)->staff->may_choose_form);
  bench_act(&bench, (UiAction){.kind = UI_FORMS});
  assert_int_equal(bench_screen(&bench), SCREEN_CHOOSER);
  bench_end(&bench);
}

/* A break before anybody chose is none after which a form has been chosen. */
static void a_pause_chooses_no_form(void **state) {
  (void)state;
  Bench bench;
  bench_begin(&bench, &(BenchSetup){.pin_hash = pin_hash, .form = "tests/play/forms"});
  for (int chosen = 0; chosen < 2; chosen++) {
    open_desk(&bench);
    bench_act(&bench, (UiAction){.kind = UI_PAUSE});
    assert_int_equal(bench_screen(&bench), SCREEN_CLOSED);
    open_desk(&bench);
    bench_act(&bench, (UiAction){.kind = UI_BACK});
    open_desk(&bench);
    bench_act(&bench, (UiAction){.kind = UI_PAUSE});
    assert_int_equal(bench_screen(&bench), chosen ? SCREEN_ATTRACT : SCREEN_CHOOSER);
    if (!chosen) bench_act(&bench, (UiAction){.kind = UI_CHOOSE_FORM, .form_ix = 2});
  }
  assert_string_equal(kiosk_scene(bench.kiosk)->form->file, bench.material.forms.items[2]->file);
  bench_end(&bench);
}

/* It is opening time while staff are there: as when the day begins. */
static void the_day_begins_under_it(void **state) {
  (void)state;
  Bench bench;
  bench_begin(&bench,
              &(BenchSetup){
                  .pin_hash = pin_hash, .form = "tests/play/forms", .wall_ms = INT64_C(8) * 3600000 - 10000, .open_by_day = true});
  assert_int_equal(bench_screen(&bench), SCREEN_CLOSED);
  open_desk(&bench);
  bench_wait(&bench, 20000);
  bench_act(&bench, (UiAction){.kind = UI_BACK});
  assert_int_equal(bench_screen(&bench), SCREEN_CHOOSER);
  bench_end(&bench);
}

/* The database gives way to a folder, and comes back. */
static void take_database_away(Bench *bench, char away[96]) {
  snprintf(away, 96, "%s.away", bench->db);
  assert_int_equal(rename(bench->db, away), 0);
  assert_int_equal(mkdir(bench->db, 0700), 0);
}

static void bring_database_back(Bench *bench, const char *away) {
  assert_int_equal(rmdir(bench->db), 0);
  assert_int_equal(rename(away, bench->db), 0);
}

static void a_fault_goes_on_being_mended_under_it(void **state) {
  (void)state;
  Bench bench;
  char away[96];
  bench_begin(&bench, &(BenchSetup){.pin_hash = pin_hash, .start_at_question = true});
  take_database_away(&bench, away);
  bench_act(&bench, (UiAction){.kind = UI_ANSWER, .cell = 0, .value = value_text(STR("ja"))});
  bench_act(&bench, (UiAction){.kind = UI_NEXT});
  assert_int_equal(bench_screen(&bench), SCREEN_FAULT);
  assert_true(kiosk_scene(bench.kiosk)->staff_entry);
  bench_wait(&bench, 30000);
  enter(&bench);
  try_pin(&bench, "1111"); /* which cannot be counted on disk, and is all the same */
  try_pin(&bench, "1111");
  try_pin(&bench, "1111");
  assert_int_equal(kiosk_scene(bench.kiosk)->staff->wait_s, 30);
  bench_wait(&bench, 30000);
  try_pin(&bench, "2468");
  const Staff *staff = kiosk_scene(bench.kiosk)->staff;
  assert_true(staff->trouble_count > 0 && !staff->troubles[0].over && !staff->may_choose_form);
  bring_database_back(&bench, away);
  bench_wait(&bench, 5000);
  staff = kiosk_scene(bench.kiosk)->staff;
  assert_int_equal(bench_screen(&bench), SCREEN_STAFF);
  assert_true(staff->open && staff->trouble_count > 0 && staff->troubles[0].over);
  bench_act(&bench, (UiAction){.kind = UI_BACK});
  assert_int_equal(bench_screen(&bench), SCREEN_ATTRACT);
  bench_end(&bench);
}

/* Filling the disk and pulling the plug after each try gains nothing. */
static void what_cannot_be_counted_waits_first(void **state) {
  (void)state;
  Bench bench;
  char away[96];
  begin(&bench);
  take_database_away(&bench, away);
  storage_note(bench.storage, "idle", STR(""));
  bench_wait(&bench, 10000);
  enter(&bench);
  try_pin(&bench, "2468"); /* not looked at */
  assert_false(kiosk_scene(bench.kiosk)->staff->open);
  assert_int_equal(kiosk_scene(bench.kiosk)->staff->wait_s, 20);
  bench_wait(&bench, 20000);
  assert_int_equal(kiosk_scene(bench.kiosk)->staff->wait_s, 0);
  try_pin(&bench, "1111");
  assert_true(kiosk_scene(bench.kiosk)->staff->wrong_pin);
  bring_database_back(&bench, away);
  try_pin(&bench, "1111"); /* counted, with the one before */
  try_pin(&bench, "1111");
  bench_restart(&bench, &(BenchSetup){.pin_hash = pin_hash});
  enter(&bench);
  assert_int_equal(kiosk_scene(bench.kiosk)->staff->wait_s, 30);
  bench_end(&bench);
}

/* What was begun before it could not be stored is stored while staff look on, and copied when they leave. */
static void leaving_it_is_resting(void **state) {
  (void)state;
  Bench bench;
  char away[96];
  int64_t wall_ms;
  bench_begin(&bench, &(BenchSetup){.pin_hash = pin_hash,
                                    .start_at_question = true,
                                    .kioskctl = "/nowhere/kioskctl",
                                    .backup_to = "/nowhere/a.db",
                                    .backup_every = 1});
  bench_act(&bench, (UiAction){.kind = UI_ANSWER, .cell = 0, .value = value_text(STR("ja"))});
  bench_act(&bench, (UiAction){.kind = UI_NEXT});
  bench_act(&bench, (UiAction){.kind = UI_NEXT});
  take_database_away(&bench, away);
  bench_act(&bench, (UiAction){.kind = UI_NEXT});
  assert_int_equal(bench_screen(&bench), SCREEN_FAULT);
  bench_wait(&bench, 30000);
  open_desk(&bench);
  bring_database_back(&bench, away);
  bench_wait(&bench, 5000);
  assert_int_equal(storage_complete(bench.storage), 1);
  bench_act(&bench, (UiAction){.kind = UI_BACK});
  assert_int_equal(upkeep_backup(bench.upkeep, &wall_ms), STAFF_BACKUP_FAILED);
  bench_end(&bench);
}

static void leaving_it_leads_back_to_a_fault(void **state) {
  (void)state;
  Bench bench;
  char away[96];
  bench_begin(&bench, &(BenchSetup){.pin_hash = pin_hash});
  take_database_away(&bench, away);
  storage_note(bench.storage, "idle", STR(""));    /* is how it comes out that it is gone */
  bench_act(&bench, (UiAction){.kind = UI_START}); /* nobody is asked for what could not be kept */
  assert_int_equal(bench_screen(&bench), SCREEN_FAULT);
  bench_wait(&bench, 30000);
  open_desk(&bench);
  bench_act(&bench, (UiAction){.kind = UI_BACK});
  assert_int_equal(bench_screen(&bench), SCREEN_FAULT);
  bench_wait(&bench, 5000);
  assert_int_equal(bench_screen(&bench), SCREEN_FAULT);
  bring_database_back(&bench, away);
  bench_wait(&bench, 5000);
  assert_int_equal(bench_screen(&bench), SCREEN_ATTRACT);
  bench_act(&bench, (UiAction){.kind = UI_START});
  assert_int_equal(bench_screen(&bench), SCREEN_QUESTION);
  bench_end(&bench);
}

/* All visits are gone through for it: at once when the board opens, then not at every touch. */
static void what_is_counted_is_counted_now_and_then(void **state) {
  (void)state;
  Bench bench;
  begin(&bench);
  open_desk(&bench);
  assert_int_equal(kiosk_scene(bench.kiosk)->staff->complete, 0);
  bench_complete(&bench, "1970-01-01");
  for (int i = 0; i < 2; i++) {
    kiosk_show(bench.kiosk);
    assert_int_equal(kiosk_scene(bench.kiosk)->staff->complete, i);
    assert_int_equal(kiosk_scene(bench.kiosk)->staff->waiting, i);
    bench_wait(&bench, 10000);
  }
  bench_complete(&bench, "1970-01-01");
  kiosk_show(bench.kiosk);
  assert_int_equal(kiosk_scene(bench.kiosk)->staff->complete, 2);
  bench_complete(&bench, "1970-01-01");
  bench_act(&bench, (UiAction){.kind = UI_BACK});
  open_desk(&bench);
  assert_int_equal(kiosk_scene(bench.kiosk)->staff->complete, 3);
  bench_end(&bench);
}

static void quitting(void **state) {
  (void)state;
  Bench bench;
  begin(&bench);
  open_desk(&bench);
  assert_false(kiosk_is_over(bench.kiosk));
  bench_act(&bench, (UiAction){.kind = UI_QUIT});
  assert_true(kiosk_is_over(bench.kiosk));
  bench_end(&bench);
}

int main(void) {
  Err err = {0};
  setenv("TZ", "UTC", 1);
  if (seal_init(&err) != STATUS_OK) return 1;
  arena = arena_new(0);
  pin_hash = seal_pin_hash(arena, STR("2468"));
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(without_a_pin_there_is_none),
      cmocka_unit_test(behind_the_pin),
      cmocka_unit_test(not_in_a_visit),
      cmocka_unit_test(it_closes_by_itself),
      cmocka_unit_test(guesses_are_slowed_down_across_a_restart),
      cmocka_unit_test(a_pause_lasts_until_staff_end_it),
      cmocka_unit_test(the_choice_of_forms_is_theirs),
      cmocka_unit_test(a_pause_chooses_no_form),
      cmocka_unit_test(the_day_begins_under_it),
      cmocka_unit_test(what_cannot_be_counted_waits_first),
      cmocka_unit_test(leaving_it_is_resting),
      cmocka_unit_test(what_is_counted_is_counted_now_and_then),
      cmocka_unit_test(a_fault_goes_on_being_mended_under_it),
      cmocka_unit_test(leaving_it_leads_back_to_a_fault),
      cmocka_unit_test(quitting),
  };
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  arena_free(arena);
  return failed;
}
