#include "command.h"
#include "options.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

/* Pictures need fonts and a screen, which only the kiosk has; it lies beside this program, installed or built. */
static Status find_kiosk(char path[PATH_MAX], Err *err) {
  ssize_t length = readlink("/proc/self/exe", path, PATH_MAX - sizeof "kiosk");
  if (length < 0) return err_set(err, STATUS_WORLD, "kiosk-missing", "cannot tell where this program lies: %s", strerror(errno));
  path[length] = '\0';
  char *name = strrchr(path, '/') + 1;
  memcpy(name, "kiosk", sizeof "kiosk");
  if (access(path, X_OK) == 0) return STATUS_OK;
  return err_set(err, STATUS_WORLD, "kiosk-missing",
                 "a preview is made by the program kiosk, and %s: %s; install it beside kioskctl", path, strerror(errno));
}

/* Takes this program's place, so that its messages and its exit code are what the caller gets. */
static Status become_kiosk(Arena *arena, const char *form, const char *out, const char *size, Err *err) {
  char kiosk[PATH_MAX];
  Status status = find_kiosk(kiosk, err);
  if (status != STATUS_OK) return status;
  Str options[] = {arena_printf(arena, "--form=%s", form), arena_printf(arena, "--preview=%s", out),
                   arena_printf(arena, "--size=%s", size ? size : "1280x800")};
  char *words[COUNT_OF(options) + 2] = {kiosk};
  for (size_t i = 0; i < COUNT_OF(options); i++) {
    words[i + 1] = arena_alloc(arena, options[i].len + 1);
    memcpy(words[i + 1], options[i].ptr, options[i].len);
  }
  execv(kiosk, words);
  return err_set(err, STATUS_WORLD, "kiosk-missing", "cannot start %s: %s", kiosk, strerror(errno));
}

static Status run_in(Arena *arena, int argc, char **argv, Err *err) {
  const char *out = NULL, *size = NULL;
  const Option options[] = {{"--out", &out, NULL}, {"--size", &size, NULL}};
  int words;
  Status status = options_read(argc, argv, options, COUNT_OF(options), &words, err);
  if (status == STATUS_OK && words != 1)
    status = err_set(err, STATUS_USAGE, "usage", "preview takes one form; write kioskctl preview FORM --out DIR");
  if (status == STATUS_OK) status = options_require(out, "--out", "name the folder to write into", err);
  return status == STATUS_OK ? become_kiosk(arena, argv[1], out, size, err) : status;
}

static int run(int argc, char **argv) {
  Err err = {0};
  Arena *arena = arena_new(0);
  Status status = run_in(arena, argc, argv, &err);
  if (status != STATUS_OK) err_print(&err, stderr);
  arena_free(arena);
  return (int)status;
}

const Command command_preview = {
    .name = "preview",
    .usage = "FORM --out DIR [--size WxH]\n"
             "\n"
             "Writes a picture of every screen of a form in every language, and one page that shows them all beside each\n"
             "question's name, type and conditions: for a colleague to approve, on a screen or on paper.\n"
             "\n"
             "  --out DIR     the folder to write into; open index.html there. It is made when there is none, and a folder that\n"
             "                holds anything but an earlier preview is refused\n"
             "  --size WxH    of the screen, in pixels (1280x800)",
    .run = run,
};
