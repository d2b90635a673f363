/* kiosk: builds the parts in order, runs them, and takes them apart in reverse. */
#include "config.h"
#include "kiosk.h"
#include "loop.h"
#include "material.h"
#include "options.h"
#include "platform.h"
#include "play.h"
#include "preview.h"
#include "store.h"
#include "ui.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

enum {
  DOUBLE_PRESS_MS = 400 /* a script's presses are all meant: time stands still between them */
};

/* What is opened: the disk and the display. */
typedef struct Machinery {
  Store *store;
  Station station;
  Platform *platform;
  Ui *ui;
  ManualClock script_clock;
  const Clock *clock;
  Random random, chance;
  uint64_t seed; /* of chance, when a script sets it */
  Kiosk *kiosk;
} Machinery;

/* A core file would hold answers. */
static void forbid_core_dumps(void) {
  setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
#ifndef INNSPILL_TRACEABLE /* a leak checker has to look into its own process */
  prctl(PR_SET_DUMPABLE, 0);
#endif
}

static void wipe_platform(void *platform) {
  platform_wipe(platform);
}

static Status open_store(const Options *options, const Material *m, Machinery *machinery, Err *err) {
  const char *path = m->config.db;
  /* What a script answers nobody said, so it does not go among what people did. */
  const char *usual_name = options->play ? "play.db" : "innspill.db";
  Status status = path ? STATUS_OK : config_default_db(m->arena, usual_name, &path, err);
  if (status == STATUS_OK) status = store_open(path, &machinery->random, &machinery->store, err);
  machinery->station =
      (Station){.round = m->config.round, .event = m->config.event, .place = m->config.place, .trial = options->trial};
  if (status == STATUS_OK) status = store_device(machinery->store, m->config.device, m->arena, &machinery->station.device, err);
  for (size_t i = 0; status == STATUS_OK && i < m->forms.count; i++)
    status = store_add_form(machinery->store, m->forms.items[i], err);
  return status;
}

static Status open_machinery(const Options *options, const Material *m, Machinery *machinery, Err *err) {
  bool scripted = options->play != NULL;
  machinery->random = machinery->chance = random_system();
  machinery->script_clock = clock_manual(play_start_wall_ms());
  machinery->clock = scripted ? &machinery->script_clock.clock : clock_system();
  Status status = open_store(options, m, machinery, err);
  if (status != STATUS_OK) return status;

  Str family = m->theme.theme->font;
  PlatformSetup platform = {.windowed = options->windowed,
                            .width_px = options->width_px,
                            .height_px = options->height_px,
                            .width_mm = m->config.width_mm,
                            .height_mm = m->config.height_mm,
                            .may_be_screenless = scripted,
                            .font_family = arena_str(m->arena, family).ptr};
  status = platform_open(&platform, &machinery->platform, err);
  if (status != STATUS_OK) return status;
  machinery->ui = ui_new(&(UiSetup){.theme = m->theme.theme,
                                    .strings = m->strings,
                                    .metrics = platform_metrics(machinery->platform),
                                    .display = platform_display(machinery->platform),
                                    .reduced_motion = m->config.reduced_motion || scripted,
                                    .text_size = m->config.text_size,
                                    .double_press_ms = scripted ? 0 : DOUBLE_PRESS_MS});
  machinery->kiosk = kiosk_new(&(KioskSetup){.forms = m->forms,
                                             .languages = m->languages,
                                             .ui = machinery->ui,
                                             .store = machinery->store,
                                             .station = &machinery->station,
                                             .clock = machinery->clock,
                                             .random = &machinery->random,
                                             .chance = &machinery->chance,
                                             .start_at_question = options->start_at_question,
                                             .platform = machinery->platform,
                                             .logo = m->theme.logo,
                                             .hours = &m->config.hours,
                                             .wipe_pictures = wipe_platform,
                                             .wipe_context = machinery->platform});
  return STATUS_OK;
}

static void close_machinery(Machinery *machinery) {
  kiosk_free(machinery->kiosk);
  ui_free(machinery->ui);
  platform_close(machinery->platform);
  store_close(machinery->store);
}

static Status open_script(const char *path, FILE **out, Err *err) {
  *out = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
  if (*out != NULL) return STATUS_OK;
  return err_set(err, STATUS_INPUT, "no-script", "cannot read %s: %s", path, strerror(errno));
}

static Status play(Machinery *machinery, FILE *script, const char *path, Err *err) {
  return play_run(&(PlaySetup){.platform = machinery->platform,
                               .ui = machinery->ui,
                               .kiosk = machinery->kiosk,
                               .clock = &machinery->script_clock,
                               .chance = &machinery->chance,
                               .seed = &machinery->seed,
                               .script = script,
                               .name = script == stdin ? "stdin" : path,
                               .out = stdout,
                               .errors = stderr},
                  err);
}

static Status run(const Options *options, const Material *m, Err *err) {
  Machinery machinery = {0};
  FILE *script = NULL;
  Status status = options->play ? open_script(options->play, &script, err) : STATUS_OK;
  if (status == STATUS_OK) status = open_machinery(options, m, &machinery, err);
  if (status == STATUS_OK) {
    if (script)
      status = play(&machinery, script, options->play, err);
    else
      loop_run(machinery.platform, machinery.kiosk, machinery.clock);
    kiosk_stop(machinery.kiosk);
  }
  close_machinery(&machinery);
  if (script && script != stdin) fclose(script);
  return status;
}

/* A reader that went away, or a full disk: whoever asked must not take half an answer for one. */
static Status flush_stdout(Status status) {
  if (status != STATUS_OK || (fflush(stdout) == 0 && !ferror(stdout))) return status;
  Err err = {0};
  err_set(&err, STATUS_WORLD, "stdout", "it could not all be printed: standard output is full or closed");
  err_print(&err, stderr);
  return err.status;
}

int main(int argc, char **argv) {
  forbid_core_dumps();
  Err err = {0};
  Options options;
  if (options_parse(argc, argv, &options, &err) != STATUS_OK) {
    err_print(&err, stderr);
    return STATUS_USAGE;
  }
  if (options.mode == MODE_HELP) options_print_help(stdout);
  if (options.mode == MODE_VERSION) puts("kiosk " INNSPILL_VERSION);
  if (options.mode == MODE_HELP || options.mode == MODE_VERSION) return (int)flush_stdout(STATUS_OK);

  Material material = {.arena = arena_new(0)};
  material.diags = diags_new(material.arena);
  Status status = sodium_init() < 0 ? err_set(&err, STATUS_WORLD, "random", "the system gives no random numbers") : STATUS_OK;
  if (status == STATUS_OK) status = material_read(&options, &material, &err);
  if (err.status != STATUS_OK) err_print(&err, stderr);
  if (material.diags.count > 0 && (options.play == NULL || status != STATUS_OK)) diags_print(&material.diags, stderr);
  if (status == STATUS_OK && (options.mode == MODE_RUN || options.mode == MODE_PREVIEW)) {
    status = options.mode == MODE_RUN ? run(&options, &material, &err) : preview_make(&options, &material, stdout, &err);
    if (err.status != STATUS_OK) err_print(&err, stderr);
  }
  if (status == STATUS_OK && options.mode == MODE_CHECK_CONFIG) printf("%s: ok\n", options.config);
  arena_free(material.arena);
  return (int)flush_stdout(status);
}
