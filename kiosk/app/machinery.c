#include "machinery.h"
#include "play.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

enum {
  DOUBLE_PRESS_MS = 400 /* a script's presses are all meant: time stands still between them */
};

static void wipe_platform(void *platform) {
  platform_wipe(platform);
}

/* It lies beside this program, installed or built; whether it does is seen when it is needed. */
static const char *find_kioskctl(Arena *arena) {
  char path[PATH_MAX];
  ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
  if (length < 0) return "kioskctl";
  path[length] = '\0';
  *strrchr(path, '/') = '\0';
  return arena_printf(arena, "%s/kioskctl", path).ptr;
}

Status machinery_db_path(const Options *options, const Material *m, bool make, const char **out, Err *err) {
  /* What a script answers nobody said, so it does not go among what people did. */
  const char *usual_name = options->play ? "play.db" : "innspill.db";
  *out = m->config.db;
  if (*out != NULL) return STATUS_OK;
  Status status = config_default_db(m->arena, usual_name, make, out, err);
  return status == STATUS_OK ? config_check_backup(&m->config, *out, err) : status;
}

static Status open_storage(const Options *options, const Material *m, Machinery *machinery, Err *err) {
  const char *path;
  Status status = machinery_db_path(options, m, true, &path, err);
  if (status != STATUS_OK) return status;
  const char *backup = m->config.backup.text.ptr;
  machinery->storage = storage_new(&(StorageSetup){.path = path,
                                                   .backup = backup,
                                                   .seal = m->config.sealed ? &m->config.seal_key : NULL,
                                                   .device = m->config.device,
                                                   .forms = m->forms,
                                                   .clock = machinery->clock,
                                                   .random = &machinery->random});
  status = storage_ready(machinery->storage, err);
  if (status != STATUS_OK) return status;
  machinery->station = (Station){.device = storage_device(machinery->storage),
                                 .round = m->config.round,
                                 .event = m->config.event,
                                 .place = m->config.place,
                                 .trial = options->trial};
  machinery->upkeep = upkeep_new(&(UpkeepSetup){.storage = machinery->storage,
                                                .clock = machinery->clock,
                                                .program = find_kioskctl(m->arena),
                                                .backup_to = backup,
                                                .backup_every = m->config.backup_every});
  return STATUS_OK;
}

static Status open_display(const Options *options, const Material *m, Machinery *machinery, Err *err) {
  bool scripted = options->play != NULL;
  PlatformSetup platform = {.windowed = options->windowed,
                            .width_px = options->width_px,
                            .height_px = options->height_px,
                            .width_mm = m->config.width_mm,
                            .height_mm = m->config.height_mm,
                            .locked = m->config.pin_hash.len > 0,
                            .may_be_screenless = scripted,
                            .font_family = arena_str(m->arena, m->theme.theme->font).ptr};
  Status status = platform_open(&platform, &machinery->platform, err);
  if (status != STATUS_OK) return status;
  machinery->ui = ui_new(&(UiSetup){.theme = m->theme.theme,
                                    .strings = m->strings,
                                    .metrics = platform_metrics(machinery->platform),
                                    .display = platform_display(machinery->platform),
                                    .reduced_motion = m->config.reduced_motion || scripted,
                                    .text_size = m->config.text_size,
                                    .double_press_ms = scripted ? 0 : DOUBLE_PRESS_MS});
  return STATUS_OK;
}

static void build_kiosk(const Options *options, const Material *m, Machinery *machinery) {
  machinery->kiosk = kiosk_new(&(KioskSetup){.forms = m->forms,
                                             .languages = m->languages,
                                             .ui = machinery->ui,
                                             .storage = machinery->storage,
                                             .upkeep = machinery->upkeep,
                                             .pin_hash = m->config.pin_hash,
                                             .base_url = m->config.base_url,
                                             .station = &machinery->station,
                                             .clock = machinery->clock,
                                             .random = &machinery->random,
                                             .chance = &machinery->chance,
                                             .free_bytes = &machinery->free_bytes,
                                             .start_at_question = options->start_at_question,
                                             .platform = machinery->platform,
                                             .logo = m->theme.logo,
                                             .hours = &m->config.hours,
                                             .wipe_pictures = wipe_platform,
                                             .wipe_context = machinery->platform});
}

Status machinery_open(const Options *options, const Material *m, Machinery *out, Err *err) {
  out->random = out->chance = random_system();
  out->free_bytes = -1;
  out->script_clock = clock_manual(play_start_wall_ms());
  out->clock = options->play ? &out->script_clock.clock : clock_system();
  Status status = open_storage(options, m, out, err);
  if (status == STATUS_OK) status = open_display(options, m, out, err);
  if (status == STATUS_OK) build_kiosk(options, m, out);
  return status;
}

void machinery_close(Machinery *machinery) {
  kiosk_free(machinery->kiosk);
  ui_free(machinery->ui);
  platform_close(machinery->platform);
  if (machinery->kiosk) upkeep_close(machinery->upkeep); /* nobody has to look at a kiosk that waits for a slow stick */
  upkeep_free(machinery->upkeep);
  storage_free(machinery->storage);
}
