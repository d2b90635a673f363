/* monkey [--rounds N] [--inputs N] [--seed S] [--trail FILE] [--answers differ] [--displays change] FORM...: each round is a kiosk with a form, a display, a theme and a size of
 * letters drawn at random, and so many inputs. */
#include "monkey.h"
#include "describe.h"
#include "play.h"

#include <signal.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct Plan {
  size_t rounds, inputs;
  uint64_t seed;
  bool answers_differ, displays_change;
  const char *trail;
  const char *const *forms;
  size_t form_count;
} Plan;

typedef struct MonkeyDisplay {
  int width_px, height_px;
  double width_mm, height_mm;
} MonkeyDisplay;

static const MonkeyDisplay displays[] = {
    {480, 320, 154, 103},   {320, 480, 103, 154},   {800, 480, 154, 86},    {600, 1024, 90, 154},
    {1024, 600, 154, 90},   {1280, 800, 217, 136},  {800, 1280, 136, 217},  {1920, 1080, 476, 268},
    {1080, 1920, 268, 476}, {2560, 1440, 597, 336}, {3840, 2160, 697, 392}, {2160, 3840, 392, 697},
};
static const char *const themes[] = {"light", "dark", "high-contrast", "fjordby"};

void monkey_fail(const Monkey *monkey, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fprintf(stderr, "seed %llu, %s: ", (unsigned long long)monkey->seed, monkey->form);
  vfprintf(stderr, format, arguments);
  fprintf(stderr, "\nwhat was done is in %s\n", monkey->trail_path);
  va_end(arguments);
  if (monkey->kiosk) {
    Sink sink = sink_to_file(stderr);
    describe_screen(monkey->hand.ui, kiosk_scene(monkey->kiosk), monkey->display, &sink);
  }
  abort();
}

uint32_t monkey_below(Monkey *monkey, uint32_t bound) {
  return random_below(&monkey->random, bound);
}

bool monkey_once_in(Monkey *monkey, uint32_t times) {
  return monkey_below(monkey, times) == 0;
}

static void take_too_long(int signal_number) {
  (void)signal_number;
  static const char words[] = "an input is not answered\n";
  ssize_t written = write(STDERR_FILENO, words, sizeof words - 1);
  (void)written;
  abort();
}

static void must(Monkey *monkey, Status status, const Err *err) {
  if (status == STATUS_OK) return;
  diags_print(&monkey->material.diags, stderr);
  monkey_fail(monkey, "%s", err->sentence);
}

static void wipe_pictures(void *platform) {
  platform_wipe(platform);
}

static void choose(Monkey *monkey) {
  const MonkeyDisplay *display = &displays[monkey_below(monkey, COUNT_OF(displays))];
  monkey->options = (Options){.form = monkey->form,
                              .theme = themes[monkey_below(monkey, COUNT_OF(themes))],
                              .has_text_size = true,
                              .text_size = (TextSize)monkey_below(monkey, TEXT_SIZE_COUNT),
                              .reduced_motion = monkey_once_in(monkey, 2),
                              .trial = monkey_once_in(monkey, 8),
                              .width_px = display->width_px,
                              .height_px = display->height_px,
                              .width_mm = display->width_mm,
                              .height_mm = display->height_mm};
  static const char *const sizes[] = {"normal", "large", "largest"};
  fprintf(monkey->trail, "# kiosk --form %s --size %dx%d --display-mm %.0fx%.0f --theme %s --text-size %s%s --play\n", monkey->form,
          display->width_px, display->height_px, display->width_mm, display->height_mm, monkey->options.theme,
          sizes[monkey->options.text_size], monkey->options.trial ? " --trial" : "");
}

static void open_store(Monkey *monkey) {
  Err err = {0};
  Material *m = &monkey->material;
  const char *shelf = getenv("TMPDIR");
  snprintf(monkey->folder, sizeof monkey->folder, "%.40s/monkey-XXXXXX", shelf ? shelf : "/tmp");
  if (mkdtemp(monkey->folder) == NULL) monkey_fail(monkey, "no folder %s", monkey->folder);
  snprintf(monkey->db, sizeof monkey->db, "%s/a.db", monkey->folder);
  monkey->system = random_system();
  monkey->storage = storage_new(&(StorageSetup){
      .path = monkey->db, .device = STR("dør"), .forms = m->forms, .clock = &monkey->clock.clock, .random = &monkey->system});
  must(monkey, storage_ready(monkey->storage, &err), &err);
  if (monkey_once_in(monkey, 2)) phone_open(monkey);
  monkey->station.device = arena_str(m->arena, storage_device(monkey->storage)); /* it is answered once more when that is closed */
  monkey->station.trial = monkey->options.trial;
}

static void open_kiosk(Monkey *monkey) {
  Err err = {0};
  Material *m = &monkey->material;
  const Options *options = &monkey->options;
  PlatformSetup setup = {.width_px = options->width_px,
                         .height_px = options->height_px,
                         .width_mm = options->width_mm,
                         .height_mm = options->height_mm,
                         .may_be_screenless = true,
                         .font_family = arena_str(m->arena, m->theme.theme->font).ptr};
  must(monkey, platform_open(&setup, &monkey->platform, &err), &err);
  monkey->display = platform_display(monkey->platform);
  monkey->px_per_mm = monkey->display.px_per_mm;
  Ui *ui = ui_new(&(UiSetup){.theme = m->theme.theme,
                             .strings = m->strings,
                             .metrics = platform_metrics(monkey->platform),
                             .display = monkey->display,
                             .reduced_motion = options->reduced_motion,
                             .text_size = options->text_size,
                             .double_press_ms = monkey_once_in(monkey, 2) ? 400 : 0});
  monkey->chance = random_seeded(&monkey->chance_seed);
  monkey->kiosk = kiosk_new(&(KioskSetup){.forms = m->forms,
                                          .languages = m->languages,
                                          .ui = ui,
                                          .storage = monkey->storage,
                                          .station = &monkey->station,
                                          .clock = &monkey->clock.clock,
                                          .random = &monkey->chance,
                                          .chance = &monkey->chance,
                                          .platform = monkey->platform,
                                          .logo = m->theme.logo,
                                          .hours = &m->config.hours,
                                          .wipe_pictures = wipe_pictures,
                                          .wipe_context = monkey->platform});
  monkey->hand = (Hand){.platform = monkey->platform, .ui = ui, .kiosk = monkey->kiosk, .clock = &monkey->clock};
}

/* One in four kiosks closes in the evening. */
static void keep_hours(Monkey *monkey) {
  if (!monkey_once_in(monkey, 4)) return;
  monkey->material.config.hours.given = true;
  for (int day = 0; day < HOURS_WEEKDAYS; day++)
    monkey->material.config.hours.week[day] = (HoursDay){{{8 * 60, 13 * 60}, {13 * 60 + 5, 22 * 60}}, 2};
}

static void open_all(Monkey *monkey) {
  Err err = {0};
  monkey->material.arena = arena_new(0);
  monkey->material.diags = diags_new(monkey->material.arena);
  monkey->scratch = arena_new(0);
  monkey->clock = clock_manual(play_start_wall_ms());
  choose(monkey);
  must(monkey, material_read(&monkey->options, &monkey->material, &err), &err);
  keep_hours(monkey);
  open_store(monkey);
  open_kiosk(monkey);
  if (sqlite3_open_v2(":memory:", &monkey->judge, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK ||
      sqlite3_prepare_v2(monkey->judge, "SELECT json_valid(?1)", -1, &monkey->is_json, NULL) != SQLITE_OK)
    monkey_fail(monkey, "%s", sqlite3_errmsg(monkey->judge));
}

static void close_all(Monkey *monkey) {
  kiosk_free(monkey->kiosk);
  monkey->kiosk = NULL;
  ui_free(monkey->hand.ui);
  platform_close(monkey->platform);
  storage_free(monkey->storage);
  if (monkey->server) phone_close(monkey);
  again_all(monkey);
  sqlite3_finalize(monkey->is_json);
  sqlite3_close(monkey->judge);
  arena_free(monkey->scratch);
  arena_free(monkey->material.arena);
  unlink(monkey->db);
  if (rmdir(monkey->folder) != 0) monkey_fail(monkey, "something is left in %s", monkey->folder);
}

static void play_round(const Plan *plan, uint64_t seed, Tally *tally) {
  uint64_t state = seed;
  Monkey monkey = {.seed = seed,
                   .random = random_seeded(&state),
                   .chance_seed = seed + 1,
                   .form = plan->forms[seed % plan->form_count],
                   .answers_differ = plan->answers_differ,
                   .changes_display = plan->displays_change,
                   .trail = fopen(plan->trail, "w"),
                   .trail_path = plan->trail,
                   .tally = tally};
  BUG_UNLESS(monkey.trail != NULL);
  setvbuf(monkey.trail, NULL, _IOLBF, 0); /* it is read when the rest is lost */
  watch_asked(&monkey);
  open_all(&monkey);
  kiosk_start(monkey.kiosk);
  hand_settle(&monkey.hand);
  watch_begin(&monkey);
  for (size_t i = 0; i < plan->inputs; i++) {
    watch_asked(&monkey);
    whim_follow(&monkey);
    watch_screen(&monkey);
    if (monkey_once_in(&monkey, 4)) hand_settle(&monkey.hand);
  }
  if (monkey_once_in(&monkey, 2)) kiosk_stop(monkey.kiosk); /* else it is switched off */
  close_all(&monkey);
  fclose(monkey.trail);
  tally->rounds++;
  tally->inputs += plan->inputs;
  tally->visits += monkey.visits;
  tally->complete += monkey.complete;
}

static size_t number(const char *text) {
  int64_t value;
  return str_to_int64(str_from(text), &value) && value > 0 ? (size_t)value : 1;
}

static void tell(const Tally *tally) {
  printf("%zu rounds, %zu inputs, %zu visits, %zu complete, %zu left for phones, %zu responses, %zu answered once more; slowest "
         "%.1f ms (%s)\n",
         tally->rounds, tally->inputs, tally->visits, tally->complete, tally->left, tally->rows, tally->replayed,
         (double)tally->slowest_us / 1000, tally->slowest);
}

int main(int argc, char **argv) {
  Plan plan = {.rounds = 1, .inputs = 600, .seed = 1, .trail = "monkey.trail"};
  int at = 1;
  for (; at + 1 < argc && argv[at][0] == '-'; at += 2) {
    Str flag = str_from(argv[at]);
    if (str_is(flag, "--rounds")) plan.rounds = number(argv[at + 1]);
    if (str_is(flag, "--inputs")) plan.inputs = number(argv[at + 1]);
    if (str_is(flag, "--seed")) plan.seed = number(argv[at + 1]);
    if (str_is(flag, "--answers")) plan.answers_differ = true;
    if (str_is(flag, "--displays")) plan.displays_change = true;
    if (str_is(flag, "--trail")) plan.trail = argv[at + 1];
  }
  plan.forms = (const char *const *)argv + at;
  plan.form_count = (size_t)(argc - at);
  if (plan.form_count == 0 || sodium_init() < 0) return 2;
  signal(SIGALRM, take_too_long);
  Tally tally = {0};
  for (size_t i = 0; i < plan.rounds; i++)
    play_round(&plan, plan.seed + i, &tally);
  tell(&tally);
  return 0;
}
