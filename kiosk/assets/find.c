#include "assets.h"

#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_folder(const char *path) {
  struct stat info;
  return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static const char *beside_program(Arena *arena) {
  char program[PATH_MAX];
  ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
  if (length <= 0) return NULL;
  program[length] = '\0';
  char *slash = strrchr(program, '/');
  if (slash == NULL) return NULL;
  *slash = '\0';
  return arena_printf(arena, "%s/../share/innspill/assets", program).ptr;
}

Status assets_find(Arena *arena, const char **out, Err *err) {
  const char *installed = beside_program(arena);
  *out = installed != NULL && is_folder(installed) ? installed : INNSPILL_SOURCE_ASSETS;
  if (is_folder(*out)) return STATUS_OK;
  return err_set(err, STATUS_WORLD, "assets-missing",
                 "the folder with themes and words is neither beside the program (../share/innspill/assets) nor at %s; "
                 "install again with cmake --install",
                 INNSPILL_SOURCE_ASSETS);
}
