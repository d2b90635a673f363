#include "bench.h"
#include "kiosk_state.h"

#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>

static int width(void *context, Str text, int size_px, FontWeight weight) {
  (void)context;
  (void)weight;
  return (int)str_count_cp(text) * size_px / 2;
}

static int height(void *context, int size_px, FontWeight weight) {
  (void)context;
  (void)weight;
  return size_px;
}

static void open_by_day(Hours *hours) {
  hours->given = true;
  for (int day = 0; day < HOURS_WEEKDAYS; day++)
    hours->week[day] = (HoursDay){{{8 * 60, 16 * 60}}, 1};
}

static void build(Bench *bench, const BenchSetup *setup) {
  Err err = {0};
  bench->storage = storage_new(&(StorageSetup){.path = bench->db,
                                               .device = STR("test"),
                                               .forms = bench->material.forms,
                                               .clock = &bench->clock.clock,
                                               .random = &bench->random});
  if (storage_ready(bench->storage, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  bench->upkeep = upkeep_new(&(UpkeepSetup){.storage = bench->storage,
                                            .clock = &bench->clock.clock,
                                            .program = setup->kioskctl,
                                            .backup_to = setup->backup_to,
                                            .backup_every = setup->backup_every});
  bench->ui = ui_new(&(UiSetup){.theme = bench->material.theme.theme,
                                .strings = bench->material.strings,
                                .metrics = {.width = width, .ascent = height, .height = height, .cap_ratio = 0.7},
                                .display = {1280, 800, 5.9}});
  bench->kiosk = kiosk_new(&(KioskSetup){.forms = bench->material.forms,
                                         .languages = bench->material.languages,
                                         .ui = bench->ui,
                                         .storage = bench->storage,
                                         .upkeep = bench->upkeep,
                                         .pin_hash = setup->pin_hash,
                                         .station = &bench->station,
                                         .clock = &bench->clock.clock,
                                         .random = &bench->random,
                                         .chance = &bench->random,
                                         .hours = &bench->hours,
                                         .start_at_question = setup->start_at_question});
  kiosk_start(bench->kiosk);
}

static void take_apart(Bench *bench) {
  kiosk_free(bench->kiosk);
  ui_free(bench->ui);
  upkeep_free(bench->upkeep);
  storage_free(bench->storage);
}

void bench_begin(Bench *bench, const BenchSetup *setup) {
  *bench = (Bench){.clock = clock_manual(setup->wall_ms), .random = random_system(), .station = {.device = STR("test")}};
  if (setup->open_by_day) open_by_day(&bench->hours);
  snprintf(bench->folder, sizeof bench->folder, "/tmp/innspill-kiosk-XXXXXX");
  assert_non_null(mkdtemp(bench->folder));
  snprintf(bench->db, sizeof bench->db, "%s/a.db", bench->folder);
  bench->material.arena = arena_new(0);
  bench->material.diags = diags_new(bench->material.arena);
  Err err = {0};
  const Options options = {.form = setup->form ? setup->form : "tests/play/forms/kort.yaml"};
  if (material_read(&options, &bench->material, &err) != STATUS_OK) fail_msg("%s", err.sentence);
  build(bench, setup);
}

void bench_end(Bench *bench) {
  take_apart(bench);
  arena_free(bench->material.arena);
  DIR *folder = opendir(bench->folder);
  assert_non_null(folder);
  for (const struct dirent *entry; (entry = readdir(folder)) != NULL;)
    unlinkat(dirfd(folder), entry->d_name, 0);
  closedir(folder);
  assert_int_equal(rmdir(bench->folder), 0);
}

void bench_restart(Bench *bench, const BenchSetup *setup) {
  take_apart(bench);
  build(bench, setup);
}

Screen bench_screen(const Bench *bench) {
  return kiosk_scene(bench->kiosk)->screen;
}

void bench_wait_until(Bench *bench, int64_t wall_ms) {
  int64_t until = wall_ms - bench->clock.epoch_ms;
  for (int64_t due; (due = kiosk_deadline_ms(bench->kiosk)) <= until;) {
    if (due > bench->clock.now_ms) bench->clock.now_ms = due;
    kiosk_tick(bench->kiosk);
    kiosk_picture(bench->kiosk);
  }
  bench->clock.now_ms = until;
}

void bench_wait(Bench *bench, int64_t ms) {
  bench_wait_until(bench, bench->clock.epoch_ms + bench->clock.now_ms + ms);
}

void bench_act(Bench *bench, UiAction action) {
  staff_touch(bench->kiosk, bench->clock.now_ms);
  kiosk_carry_out(bench->kiosk, &(UiActions){.items = {action}, .count = 1});
}

void bench_complete(Bench *bench, const char *day) {
  char uuid[STORE_UUID_LEN + 1];
  Err err = {0};
  store_uuid(&bench->random, uuid);
  const Form *form = bench->material.forms.items[0];
  Response response = {.uuid = str_from(uuid),
                       .device = STR("test"),
                       .form_id = form->form_id,
                       .form_version = form->version,
                       .language = STR("nb"),
                       .channel = STR("kiosk"),
                       .status = RESPONSE_COMPLETE,
                       .time = str_from(day),
                       .answers = STR("{}")};
  if (storage_put(bench->storage, &response, &err) != STATUS_OK) fail_msg("%s", err.sentence);
}
