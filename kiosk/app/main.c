/* kiosk: reads what it is to be, and is that until it is asked to stop. */
#include "check_config.h"
#include "loop.h"
#include "machinery.h"
#include "material.h"
#include "options.h"
#include "play.h"
#include "preview.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

/* A core file would hold answers. */
static void forbid_core_dumps(void) {
  setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
#ifndef INNSPILL_TRACEABLE /* a leak checker has to look into its own process */
  prctl(PR_SET_DUMPABLE, 0);
#endif
}

static Status open_script(const char *path, FILE **out, Err *err) {
  *out = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
  if (*out != NULL) return STATUS_OK;
  return err_set(err, STATUS_INPUT, "no-script", "cannot read %s: %s; check the path of the script", path, strerror(errno));
}

static Status play(Machinery *machinery, FILE *script, const char *path, Err *err) {
  return play_run(&(PlaySetup){.platform = machinery->platform,
                               .ui = machinery->ui,
                               .kiosk = machinery->kiosk,
                               .clock = &machinery->script_clock,
                               .chance = &machinery->chance,
                               .seed = &machinery->seed,
                               .free_bytes = &machinery->free_bytes,
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
  if (status == STATUS_OK) status = machinery_open(options, m, &machinery, err);
  if (status == STATUS_OK) {
    if (script)
      status = play(&machinery, script, options->play, err);
    else
      loop_run(machinery.platform, machinery.kiosk, machinery.clock);
    kiosk_stop(machinery.kiosk);
  }
  machinery_close(&machinery);
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

static Status check(const Options *options, const Material *m, Err *err) {
  return check_config(options, m, stdout, err);
}

static Status preview(const Options *options, const Material *m, Err *err) {
  return preview_make(options, m, stdout, err);
}

static Status (*const modes[])(const Options *options, const Material *m, Err *err) = {
    [MODE_RUN] = run,
    [MODE_CHECK_CONFIG] = check,
    [MODE_PREVIEW] = preview,
};

int main(int argc, char **argv) {
  forbid_core_dumps();
  signal(SIGPIPE, SIG_IGN); /* who reads the log may go away: the kiosk stays */
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
  Status status = seal_init(&err);
  if (status == STATUS_OK) status = material_read(&options, &material, &err);
  if (err.status != STATUS_OK) err_print(&err, stderr);
  if (material.diags.count > 0 && (options.play == NULL || status != STATUS_OK)) diags_print(&material.diags, stderr);
  if (status == STATUS_OK) {
    status = modes[options.mode](&options, &material, &err);
    if (err.status != STATUS_OK) err_print(&err, stderr);
  }
  arena_free(material.arena);
  return (int)flush_stdout(status);
}
